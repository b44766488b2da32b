namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// The program as a suite starts it, to measure a process as a whole. Each child has a class of its own, so that the
/// runtime loads no assembly that the child does not use.
/// </summary>
internal static class ChildProgram
{
    public static int Run(string[] arguments)
    {
        Dispatch(arguments);
        ChildReply.WriteMemory();
        return 0;
    }

    private static void Dispatch(string[] arguments)
    {
        switch (arguments)
        {
            case ["empty"]:
                break;
            case ["predict-reader", var model, var image]:
                PredictWithReader.Run(model, image);
                break;
            case ["predict-ours", var model, var image]:
                PredictWithClassifier.Run(model, image);
                break;
            case ["predict-mlnet", var model, var image]:
                PredictWithEngine.Run(model, image);
                break;
            case ["predict-torch", var weights, var sizes, var image]:
                PredictWithTorch.Run(weights, sizes, image);
                break;
            case ["predict-onnx", var model, var image, var threads]:
                PredictWithOnnx.Run(model, image, threads);
                break;
            case ["train-ours", var folder, var recipe, var zip, var threads]:
                TrainWithLibrary.Run(folder, recipe, zip, threads);
                break;
            case ["train-managed", var folder, var recipe, var zip]:
                TrainWithoutTorch.Run(folder, recipe, zip);
                break;
            case ["train-plain", var folder, var weights, var threads]:
                TrainWithTorch.Run(folder, weights, threads);
                break;
            case ["train-rows", var folder, var rows, var threads]:
                TrainOnRows.Run(folder, rows, threads);
                break;
            case ["train-texts", var trainer, var rows, var features, var threads]:
                TrainOnTexts.Run(trainer, rows, features, threads);
                break;
            case ["score-rows", var model, var images, var labels, var rows]:
                ScoreRows.Run(model, images, labels, rows, scores: true);
                break;
            case ["read-rows", var model, var images, var labels, var rows]:
                ScoreRows.Run(model, images, labels, rows, scores: false);
                break;
            default:
                throw new ArgumentException($"There is no child 'child {string.Join(' ', arguments)}'.");
        }
    }
}
