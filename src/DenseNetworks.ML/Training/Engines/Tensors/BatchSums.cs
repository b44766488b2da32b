using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>How well a batch came out, as sums over its rows, still on the device.</summary>
/// <param name="Loss">The sum of the rows' cross-entropy, a scalar.</param>
/// <param name="CorrectCount">The number of rows classified rightly, a scalar.</param>
internal readonly record struct BatchSums(torch.Tensor Loss, torch.Tensor CorrectCount)
{
    /// <summary>Measures a batch.</summary>
    /// <param name="logits">Shape <c>[rows, classes]</c>.</param>
    /// <param name="labels">Classes from 0, int64, shape <c>[rows]</c>.</param>
    /// <returns>The sums, and the logarithms of the softmax probabilities, <c>[rows, classes]</c>.</returns>
    public static (BatchSums Sums, torch.Tensor LogProbabilities) Measure(torch.Tensor logits, torch.Tensor labels)
    {
        var logProbabilities = logits.log_softmax(1);
        var loss = logProbabilities.gather(1, labels.unsqueeze(1)).sum().neg_();
        var correctCount = logits.argmax(1).eq(labels).sum();
        return (new BatchSums(loss, correctCount), logProbabilities);
    }
}
