using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// A dense network that is being trained. Its parameters and their gradients are flat tensors, so that a step of the optimizer
/// is a few operations over everything. Backpropagation is explicit, because recording a graph costs more than the arithmetic
/// of layers this small. Without gradients, it cannot be trained.
/// </summary>
internal sealed class TrainableNetwork(NetworkLayout layout, torch.Tensor parameters, torch.Tensor? gradients)
{
    private readonly List<TrainableLayer> _layers = [.. layout.Layers.Select(place => new TrainableLayer(
        parameters.narrow(0, place.WeightStart, place.WeightCount).view(place.Inputs, place.Outputs),
        parameters.narrow(0, place.BiasStart, place.Outputs),
        gradients?.narrow(0, place.WeightStart, place.WeightCount).view(place.Inputs, place.Outputs),
        gradients?.narrow(0, place.BiasStart, place.Outputs)))];

    public IReadOnlyList<TrainableLayer> Layers => _layers;

    /// <summary>Computes the logits of a batch, <c>[rows, classes]</c>.</summary>
    public torch.Tensor Forward(torch.Tensor features) => Activate(features, masks: [])[^1];

    /// <summary>
    /// Computes the gradients of the mean cross-entropy of a batch with the smoothed labels: the weighted sum over its rows,
    /// divided by the number of rows.
    /// </summary>
    /// <returns>The sums of the batch, with the original labels.</returns>
    public BatchSums Differentiate(
        LabelledBatch batch, double labelSmoothing = 0, TensorDropout? dropout = null, TensorTeacher? teacher = null)
    {
        var (features, labels, weights) = batch;
        var masks = new List<torch.Tensor>();
        var activations = Activate(features, masks, dropout);
        var (sums, logProbabilities) = BatchSums.Measure(activations[^1], labels, weights);

        // The derivative of the mean cross-entropy with respect to the logits: weight * (softmax - target) / rows.
        var delta = logProbabilities.exp_();
        var labelColumn = labels.unsqueeze(1);
        using Scalar spread = labelSmoothing / delta.shape[1];
        using Scalar labelShare = labelSmoothing - 1;
        delta.sub_(spread);
        delta.scatter_add_(1, labelColumn, torch.full_like(labelColumn, labelShare, dtype: torch.ScalarType.Float32));
        teacher?.Blend(features, activations[^1], delta);
        if (weights is not null)
        {
            delta.mul_(weights.unsqueeze(1));
        }

        using Scalar rowCount = labels.shape[0];
        delta.div_(rowCount);

        for (var i = _layers.Count - 1; i >= 0; i--)
        {
            var layer = _layers[i];
            layer.WeightGradients!.addmm_(activations[i].t(), delta, beta: 0);
            layer.BiasGradients!.copy_(delta.sum(dim: 0)); // sum(0) would be sum(ScalarType.Byte)
            if (i > 0)
            {
                // The gradient passes through ReLU where its output is positive.
                delta = delta.mm(layer.Weights.t()).mul_(activations[i].gt(Scalars.Zero));
                delta = dropout is null ? delta : delta.mul_(masks[i - 1]);
            }
        }

        return sums;
    }

    // Returns the input of each layer and, at the end, the logits. Adds the dropout masks to the list.
    private List<torch.Tensor> Activate(torch.Tensor features, List<torch.Tensor> masks, TensorDropout? dropout = null)
    {
        var activations = new List<torch.Tensor>(_layers.Count + 1) { features };
        foreach (var layer in _layers)
        {
            var output = torch.addmm(layer.Biases, activations[^1], layer.Weights, beta: 1, alpha: 1);
            if (activations.Count < _layers.Count)
            {
                output.relu_();
                if (dropout is not null)
                {
                    masks.Add(dropout.Draw(output));
                    output.mul_(masks[^1]);
                }
            }

            activations.Add(output);
        }

        return activations;
    }
}

/// <summary>A layer of a <see cref="TrainableNetwork"/>: views into its flat tensors.</summary>
internal sealed record TrainableLayer(
    torch.Tensor Weights, torch.Tensor Biases, torch.Tensor? WeightGradients, torch.Tensor? BiasGradients);
