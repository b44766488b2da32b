namespace Mnist.Classifier.OtherProcess;

/// <summary>Loads classifiers.</summary>
internal static class Load
{
    /// <summary>Prints for each file whether it was loaded, or else the exception.</summary>
    public static void Run(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            try
            {
                MnistClassifier.Load(path);
                Console.WriteLine("loaded");
            }
            catch (InvalidDataException e)
            {
                Console.WriteLine(e.GetType().Name);
            }
        }
    }
}
