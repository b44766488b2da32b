using Mnist.Digits;

namespace Mnist.Web.Hosting;

/// <summary>Loads the reader at the start, so that a wrong file is reported then.</summary>
internal static class ReaderLoading
{
    private const string ModelKey = "Model";

    public static void AddReader(this WebApplicationBuilder builder)
    {
        var path = builder.Configuration[ModelKey];
        var reader = string.IsNullOrWhiteSpace(path) ? DigitReader.LoadPretrained() : Load(path);
        builder.Services.AddSingleton(reader);
    }

    private static DigitReader Load(string path)
    {
        try
        {
            return DigitReader.Load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidConfigurationException(
                $"The configured model (Model) cannot be used. {e.Message} Name a zip that " +
                "MnistClassifier.Save wrote, or leave Model out for the model in the package.", e);
        }
    }
}
