using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>The code about ONNX, compiled and run.</summary>
internal static class OnnxSnippets
{
    public static void ExportDigits()
    {
        var classifier = MnistClassifier.Load("mnist.zip");
        classifier.ExportOnnx("digits.onnx"); // from Pixels, 784 bytes, to Score and Digit
    }

    public static void ExportNetwork(ITransformer model)
    {
        var network = ((IEnumerable<ITransformer>)model).OfType<DenseNetworkTransformer>().Single();
        network.ExportOnnx("flowers.onnx");
    }

    public static long[] RunInOnnxRuntime(byte[] images)
    {
        using var session = new InferenceSession("digits.onnx");
        using var pixels = OrtValue.CreateTensorValueFromMemory(images, [images.Length / 784, 784]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["Pixels"] = pixels }, ["Score", "Digit"]);
        long[] digits = outputs[1].GetTensorDataAsSpan<long>().ToArray();
        return digits;
    }

    public static IDataView ApplyOnnxModel(MLContext ml, IDataView data)
    {
        var onnx = ml.Transforms.ApplyOnnxModel(["Score", "Digit"], ["Pixels"], "digits.onnx");
        IDataView scored = onnx.Fit(data).Transform(data);
        return scored;
    }
}
