using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>The teacher of a <see cref="Distillation"/> on any device, with operations of libtorch.</summary>
internal sealed class TensorTeacher(Distillation distillation, torch.Device device)
{
    private readonly TrainableNetwork _network = Load(distillation.Teacher, device);

    /// <summary>
    /// Blends the contribution of the teacher for a batch into the derivatives of the losses with respect to the logits.
    /// </summary>
    public void Blend(torch.Tensor features, torch.Tensor logits, torch.Tensor deltas)
    {
        using Scalar temperature = distillation.Temperature;
        using Scalar labelShare = 1 - distillation.Weight;
        using Scalar teacherShare = distillation.Weight * distillation.Temperature;
        var difference = logits.div(temperature).softmax(1).sub_(_network.Forward(features).div_(temperature).softmax(1));
        deltas.mul_(labelShare).add_(difference, teacherShare);
    }

    private static TrainableNetwork Load(DenseNetwork network, torch.Device device)
    {
        var layout = NetworkLayout.Of(network);
        var parameters = torch.zeros(layout.Length, dtype: torch.ScalarType.Float32, device: device);
        layout.CopyIn(network.Layers, new DeviceNumbers(parameters));
        return new TrainableNetwork(layout, parameters, gradients: null);
    }
}
