using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>The teacher of a <see cref="Distillation"/>, by libtorch's operations on any device.</summary>
internal sealed class TensorTeacher(Distillation distillation, torch.Device device)
{
    private readonly (torch.Tensor Weights, torch.Tensor Biases)[] _layers = [.. distillation.Teacher.Layers.Select(layer => (
        torch.tensor(layer.Weights.ToArray(), layer.InputSize, layer.OutputSize, device: device),
        torch.tensor(layer.Biases.ToArray(), device: device)))];

    /// <summary>Puts what the teacher says of a batch into the derivatives of its rows' losses by the logits.</summary>
    public void Blend(torch.Tensor features, torch.Tensor logits, torch.Tensor deltas)
    {
        using Scalar temperature = distillation.Temperature;
        using Scalar labelShare = 1 - distillation.Weight;
        using Scalar teacherShare = distillation.Weight * distillation.Temperature;
        var difference = logits.div(temperature).softmax(1).sub_(Forward(features).div_(temperature).softmax(1));
        deltas.mul_(labelShare).add_(difference, teacherShare);
    }

    private torch.Tensor Forward(torch.Tensor features)
    {
        var values = features;
        for (var i = 0; i < _layers.Length; i++)
        {
            values = torch.addmm(_layers[i].Biases, values, _layers[i].Weights, beta: 1, alpha: 1);
            values = i < _layers.Length - 1 ? values.relu_() : values;
        }

        return values;
    }
}
