using DenseNetworks;
using Mnist.Classifier;
using Mnist.Cli.Output;

namespace Mnist.Cli.Training;

/// <summary>
/// What accuracy a training on few images comes to, where there are too few to set some aside: each fifth of them is read by a model
/// that has learned from the others.
/// </summary>
internal static class CrossValidation
{
    /// <summary>The number of parts.</summary>
    public const int Folds = 5;

    // With more, a fifth that is set aside tells as much, and five more trainings take longer than they are worth.
    private const int MostImages = 5_000;

    /// <summary>Tells whether a data set is to be judged so.</summary>
    public static bool Fits(MnistDataset data) =>
        data.IsTestSetAside && data.Train.Count + data.Test.Count is >= 2 * Folds and <= MostImages;

    /// <summary>Trains on the others of each part, and reads it.</summary>
    /// <returns>How many of the images were classified correctly.</returns>
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
                var read = Enumerable.Range(0, test.Count).Count(index => classifier.Predict(test.GetPixels(index)).Digit == test.GetLabel(index));
                correct += read;
                reply.Remark($"cross-validation {fold + 1} of {Folds}: {read} of {Plural.Of(test.Count, "image")} classified correctly");
            }

            return correct;
        });
    }

    // The images of each digit go round the parts, so that all have about as many.
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
