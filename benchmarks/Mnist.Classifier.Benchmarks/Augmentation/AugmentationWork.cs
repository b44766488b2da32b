using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace Mnist.Classifier.Benchmarks;

/// <summary>What a training does to augment its images: its own parts, on as many threads, and nothing else of it.</summary>
/// <param name="images">The images.</param>
/// <param name="recipe">How they are augmented, and in which batches.</param>
internal sealed class AugmentationWork(LabeledImages images, TrainingRecipe recipe)
{
    private readonly TrainingRows _rows = Read(images);

    /// <summary>Augments every image once, in an order of its own, batch by batch.</summary>
    /// <param name="seed">Decides the order, and what becomes of each image.</param>
    /// <returns>The seconds that it takes.</returns>
    public double MeasureEpoch(int seed) => TrainingThread.Run(threadCount =>
    {
        using var scope = torch.NewDisposeScope();
        var layout = new NetworkLayout([images.PixelsPerImage, .. recipe.HiddenLayers, images.ClassCount]);
        using var workers = new Workers(CpuEngine.ChooseWorkerCount(layout, recipe.BatchSize, threadCount));
        var augmenter = new ImageAugmenter(recipe.Augmentation!, images.PixelsPerImage);
        var input = new MatrixInput(
            new RowLimits(recipe.BatchSize, recipe.BatchSize),
            images.PixelsPerImage,
            new RowAugmentation(augmenter, seed, workers.Count));
        var selection = RowSelection.All(_rows);
        selection.Shuffle(new Random(seed));
        return Clock.Seconds(() => Augment(selection, input, workers));
    });

    private static TrainingRows Read(LabeledImages images)
    {
        var context = new MLContext(seed: 1);
        var data = images.ToDataView(context);
        var columns = new TrainingColumns(
            "Label", "Features", images.ClassCount, images.PixelsPerImage, HasBackgroundClass: false);
        using var channel = ((IChannelProvider)context).Start("Augmentation");
        return TrainingRows.Read(
            columns,
            "data",
            context.Transforms.NormalizePixels("Features", "Pixels").Fit(data).Transform(data),
            isSparse: null,
            channel,
            throwIfCancelled: () => { });
    }

    private void Augment(RowSelection selection, MatrixInput input, Workers workers)
    {
        Action<int> fill = worker => input.Fill(worker, WorkerPart.Of(input.Count, worker, workers.Count));
        for (var start = 0; start < selection.Count; start += recipe.BatchSize)
        {
            var count = Math.Min(recipe.BatchSize, selection.Count - start);
            input.Prepare(_rows, selection.Order.Slice(start, count), step: 1 + (start / recipe.BatchSize));
            workers.Run(fill);
        }
    }
}
