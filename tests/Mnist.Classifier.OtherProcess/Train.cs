namespace Mnist.Classifier.OtherProcess;

/// <summary>Tries to train where no native libtorch is, if nobody puts one in the way of the loader.</summary>
internal static class Train
{
    /// <summary>Prints how the attempt ends, and the folders that lie beside the program afterwards.</summary>
    public static void Run()
    {
        try
        {
            MnistClassifier.Train(MnistDataset.Generate(trainCount: 100, testCount: 10));
            Console.WriteLine("trained");
        }
        catch (DllNotFoundException e)
        {
            Console.WriteLine(e.Message);
        }

        foreach (var folder in Directory.GetDirectories(AppContext.BaseDirectory))
        {
            Console.WriteLine($"folder {Path.GetFileName(folder)}");
        }
    }
}
