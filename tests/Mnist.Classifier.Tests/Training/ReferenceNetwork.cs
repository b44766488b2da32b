using Mnist.Classifier.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mnist.Classifier.Tests.Training;

/// <summary>A dense network as one writes it with autograd, and Adam as its definition has it, in double precision.</summary>
internal sealed class ReferenceNetwork : IDisposable
{
    private readonly List<(Parameter Weights, Parameter Biases)> _layers = [];
    private readonly Dictionary<Parameter, (Tensor First, Tensor Second)> _moments = [];
    private int _step;

    public ReferenceNetwork(NetworkLayout layout, Random random)
    {
        foreach (var place in layout.Layers)
        {
            _layers.Add((
                new Parameter(tensor(place.DrawWeights(random), place.Inputs, place.Outputs)),
                new Parameter(zeros(place.Outputs))));
        }
    }

    public IEnumerable<Parameter> Parameters => _layers.SelectMany(layer => new[] { layer.Weights, layer.Biases });

    public Tensor Forward(Tensor features)
    {
        var values = features;
        for (var i = 0; i < _layers.Count; i++)
        {
            values = values.matmul(_layers[i].Weights).add(_layers[i].Biases);
            values = i < _layers.Count - 1 ? values.relu() : values;
        }

        return values;
    }

    /// <summary>Computes the gradients and returns the loss.</summary>
    public double Differentiate(Tensor features, Tensor labels, double labelSmoothing = 0)
    {
        foreach (var parameter in Parameters)
        {
            parameter.grad?.zero_();
        }

        var loss = nn.functional.cross_entropy(
            Forward(features), labels, reduction: nn.Reduction.Mean, label_smoothing: labelSmoothing);
        loss.backward();
        return loss.item<float>();
    }

    /// <summary>Takes a step of Adam, with epsilon where Keras has it, and of decoupled weight decay.</summary>
    public void Step(double learningRate, double weightDecay = 0)
    {
        _step++;
        foreach (var parameter in Parameters)
        {
            var gradient = parameter.grad!.to(ScalarType.Float64);
            var (first, second) = _moments.TryGetValue(parameter, out var before)
                ? before
                : (zeros_like(gradient), zeros_like(gradient));
            first = (0.9 * first) + (0.1 * gradient);
            second = (0.999 * second) + (0.001 * gradient * gradient);
            _moments[parameter] = (first, second);
            var rate = learningRate * Math.Sqrt(1 - Math.Pow(0.999, _step)) / (1 - Math.Pow(0.9, _step));
            using var _ = no_grad();
            parameter.mul_(1 - (learningRate * weightDecay));
            parameter.sub_((rate * first / (second.sqrt() + 1e-7)).to(ScalarType.Float32));
        }
    }

    public Tensor WeightGradients(int layer) => _layers[layer].Weights.grad!;

    public Tensor BiasGradients(int layer) => _layers[layer].Biases.grad!;

    public void Dispose()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Dispose();
        }
    }
}
