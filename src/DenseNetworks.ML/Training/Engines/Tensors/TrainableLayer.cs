using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>One layer's part of a <see cref="TrainableNetwork"/>: views into the network's flat tensors.</summary>
/// <param name="Weights">The weights, <c>[inputs, outputs]</c>.</param>
/// <param name="Biases">The biases, <c>[outputs]</c>.</param>
/// <param name="WeightGradients">The gradients of the weights, <c>[inputs, outputs]</c>.</param>
/// <param name="BiasGradients">The gradients of the biases, <c>[outputs]</c>.</param>
internal sealed record TrainableLayer(
    torch.Tensor Weights, torch.Tensor Biases, torch.Tensor WeightGradients, torch.Tensor BiasGradients);
