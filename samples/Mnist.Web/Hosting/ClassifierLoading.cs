using Mnist.Classifier;

namespace Mnist.Web.Hosting;

/// <summary>Loads the classifier at the start, so that a wrong file is found out then.</summary>
internal static class ClassifierLoading
{
    private const string ModelKey = "Model";

    public static void AddClassifier(this WebApplicationBuilder builder)
    {
        var path = builder.Configuration[ModelKey];
        var classifier = string.IsNullOrWhiteSpace(path) ? MnistClassifier.LoadPretrained() : Load(path);
        builder.Services.AddSingleton(classifier);
    }

    private static MnistClassifier Load(string path)
    {
        try
        {
            return MnistClassifier.Load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidConfigurationException(
                $"The model that the configuration names (Model) cannot be used. {e.Message} Name a zip that " +
                "MnistClassifier.Save wrote, or leave Model out for the model in the package.", e);
        }
    }
}
