using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Mnist.Classifier.OtherProcess;

/// <summary>Tries to train where no native libtorch is, if nobody puts one in the way of the loader.</summary>
internal static class Train
{
    /// <summary>
    /// Prints what the log says of libtorch, how the attempt ends and how many exceptions were thrown on the way, whether TorchSharp was
    /// loaded, and the folders that lie beside the program afterwards.
    /// </summary>
    public static void Run(TrainingBackend backend)
    {
        var thrown = 0;
        AppDomain.CurrentDomain.FirstChanceException += (_, _) => thrown++;
        var context = new MLContext(seed: 1);
        context.Log += (_, e) =>
        {
            if (e.Kind >= ChannelMessageKind.Info && e.Message.Contains("libtorch", StringComparison.Ordinal))
            {
                Console.WriteLine($"log {e.Message}");
            }
        };
        try
        {
            var data = MnistDataset.Generate(trainCount: 100, testCount: 10);
            var classifier = MnistClassifier.Train(data, TrainingRecipe.Tutorial, context, backend: backend);
            Console.WriteLine("trained");
            Console.WriteLine($"backend {classifier.History!.Backend}, exceptions {thrown}");
        }
        catch (DllNotFoundException e)
        {
            Console.WriteLine(e.Message);
        }

        var isLoaded = AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == "TorchSharp");
        Console.WriteLine($"TorchSharp {(isLoaded ? "loaded" : "not loaded")}");
        foreach (var folder in Directory.GetDirectories(AppContext.BaseDirectory))
        {
            Console.WriteLine($"folder {Path.GetFileName(folder)}");
        }
    }
}
