using System.Numerics.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A TorchSharp module with the same weights.</summary>
internal sealed class TorchRows(Sequential module) : IRowScorer
{
    public string Subject => "TorchSharp module";

    public int Predict(byte[] pixels)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var scores = module.forward(TorchNetwork.ToRows(pixels, pixels.Length)).softmax(1).data<float>().ToArray();
        return TensorPrimitives.IndexOfMax(scores);
    }
}
