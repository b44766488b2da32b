using DenseNetworks.ML;
using Testing;

namespace Mnist.Classifier.Tests.Training;

public sealed class BatchProgressTests
{
    [Fact]
    public void Each_batch_of_a_training_is_reported()
    {
        List<BatchResult> batches = [];

        MnistClassifier.Train(
            MnistDataset.Generate(trainCount: 100, testCount: 10),
            TrainingRecipe.Tutorial with { HiddenLayers = [8], Epochs = 2, BatchSize = 60 },
            batchProgress: new Reporter<BatchResult>(batches.Add));

        batches.Select(batch => batch.Batch).Should().Equal(1, 2, 1, 2);
    }
}
