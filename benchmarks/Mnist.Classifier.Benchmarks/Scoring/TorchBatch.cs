using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A TorchSharp module on all images at once, from rows of floats that are there already.</summary>
internal sealed class TorchBatch(Sequential module, Tensor rows) : IBatchScorer
{
    public string Subject => "TorchSharp module, one batch";

    public int[] Score()
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var scores = module.forward(rows).softmax(1);
        var digits = scores.argmax(1).to(ScalarType.Int32).data<int>().ToArray();
        _ = scores.data<float>().ToArray();
        return digits;
    }
}
