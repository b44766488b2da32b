using DenseNetworks;
using DenseNetworks.ML;

namespace Mnist.Classifier.OtherProcess;

/// <summary>Trains with a checkpoint that another process may be at.</summary>
internal static class TrainWithCheckpoint
{
    /// <summary>Prints that it trained, or why it did not.</summary>
    public static void Run(string checkpoint)
    {
        try
        {
            MnistClassifier.Train(
                MnistDataset.Generate(trainCount: 100, testCount: 10), TrainingRecipe.Tutorial, checkpointPath: checkpoint,
                backend: TrainingBackend.Managed);
            Console.WriteLine("trained");
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            Console.WriteLine(e.Message);
        }
    }
}
