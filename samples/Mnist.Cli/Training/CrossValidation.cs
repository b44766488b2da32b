using DenseNetworks;
using Mnist.Classifier;
using Mnist.Cli.Output;

namespace Mnist.Cli.Training;

/// <summary>
/// Estimates the accuracy of a training on few images by cross-validation: each fifth of them is classified by a model that was
/// trained on the others.
/// </summary>
internal static class CrossValidation
{
    /// <summary>The number of parts.</summary>
    public const int Folds = 5;

    // With more images a test set says as much, and five more trainings would take too long.
    private const int MostImages = 5_000;

    /// <summary>Returns whether a data set is evaluated by cross-validation.</summary>
    public static bool Fits(MnistDataset data) =>
        data.IsTestSetAside && data.Train.Count + data.Test.Count is >= 2 * Folds and <= MostImages;

    /// <summary>Trains and tests on each fold.</summary>
    /// <returns>The number of correctly classified images.</returns>
    public static int CountCorrect(LabeledImages images, TrainingJob job, Reply reply, CancellationToken cancellationToken)
    {
        var folds = Deal(images, job.Seed);
        return reply.ShowProgress("Cross-validation", bar =>
        {
            var correct = 0;
            for (var fold = 0; fold < Folds; fold++)
            {
                var (train, test) = (images.Where(index => folds[index] != fold), images.Where(index => folds[index] == fold));
                var classifier = job.Train(new MnistDataset(train, test, "a part"), new Epochs(bar, fold), cancellationToken);
                var read = Enumerable.Range(0, test.Count)
                    .Count(index => classifier.Predict(test.GetPixels(index)).Digit == test.GetLabel(index));
                correct += read;
                reply.Remark($"cross-validation {fold + 1} of {Folds}: {read} of {Plural.Of(test.Count, "image")} correct");
            }

            return correct;
        });
    }

    // The images of each digit are dealt out to the folds in turn, so that all have about as many.
    private static int[] Deal(LabeledImages images, int seed)
    {
        var folds = new int[images.Count];
        var order = Enumerable.Range(0, images.Count).ToArray();
        new Random(seed).Shuffle(order);
        foreach (var (place, index) in order.OrderBy(images.GetLabel).Index())
        {
            folds[index] = place % Folds;
        }

        return folds;
    }

    private sealed class Epochs(WorkBar bar, int fold) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => bar.Set((fold * value.EpochCount) + value.Epoch, Folds * value.EpochCount);
    }
}
