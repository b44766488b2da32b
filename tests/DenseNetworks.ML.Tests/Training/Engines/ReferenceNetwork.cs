using DenseNetworks.ML.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Engines;

/// <summary>A dense network as one writes it with autograd, and Adam as its definition has it, in double precision.</summary>
internal sealed class ReferenceNetwork : IDisposable
{
    private readonly List<(Parameter Weights, Parameter Biases)> _layers = [];
    private readonly Dictionary<Parameter, (Tensor First, Tensor Second)> _moments = [];
    private readonly Dictionary<Parameter, Tensor> _averages = [];
    private int _step;

    public ReferenceNetwork(NetworkLayout layout, Random random)
    {
        foreach (var place in layout.Layers)
        {
            var weights = new float[place.WeightCount];
            place.DrawWeights(random, weights);
            _layers.Add((
                new Parameter(tensor(weights, place.Inputs, place.Outputs)),
                new Parameter(zeros(place.Outputs))));
        }
    }

    public IEnumerable<Parameter> Parameters => _layers.SelectMany(layer => new[] { layer.Weights, layer.Biases });

    /// <summary>Computes the logits, with each hidden layer's outputs multiplied by its mask, if there are masks.</summary>
    public Tensor Forward(Tensor features, IReadOnlyList<Tensor>? masks = null)
    {
        var values = features;
        for (var i = 0; i < _layers.Count; i++)
        {
            values = values.matmul(_layers[i].Weights).add(_layers[i].Biases);
            values = i < _layers.Count - 1 ? values.relu() : values;
            values = i < masks?.Count ? values.mul(masks[i]) : values;
        }

        return values;
    }

    /// <summary>Computes the gradients and returns the loss.</summary>
    public double Differentiate(Tensor features, Tensor labels, double labelSmoothing = 0, IReadOnlyList<Tensor>? masks = null)
    {
        foreach (var parameter in Parameters)
        {
            parameter.grad?.zero_();
        }

        var loss = nn.functional.cross_entropy(
            Forward(features, masks), labels, reduction: nn.Reduction.Mean, label_smoothing: labelSmoothing);
        loss.backward();
        return loss.item<float>();
    }

    /// <summary>Computes the gradients of the loss with a teacher's logits beside the labels.</summary>
    public void Differentiate(Tensor features, Tensor labels, Tensor teacherLogits, double temperature, double weight)
    {
        foreach (var parameter in Parameters)
        {
            parameter.grad?.zero_();
        }

        var logits = Forward(features);
        var hard = nn.functional.cross_entropy(logits, labels);
        var soft = (teacherLogits / temperature).softmax(1).mul((logits / temperature).log_softmax(1)).sum(1).mean([0]).neg();
        (((1 - weight) * hard) + (weight * temperature * temperature * soft)).backward();
    }

    /// <summary>Scales all gradients down to a norm, and returns the norm they had.</summary>
    public double ClipGradients(double largestNorm)
    {
        var norm = Math.Sqrt(Parameters.Sum(parameter => parameter.grad!.to(ScalarType.Float64).square().sum().item<double>()));
        foreach (var parameter in Parameters)
        {
            parameter.grad!.mul_(Math.Min(1, largestNorm / norm));
        }

        return norm;
    }

    /// <summary>Takes the parameters into their average, after a step. Called before the first step, it begins the average.</summary>
    public void UpdateAverage(double decay)
    {
        foreach (var parameter in Parameters)
        {
            var value = parameter.detach().to(ScalarType.Float64);
            var kept = Math.Min(decay, _step / (9.0 + _step)); // _step is 1 after the first
            _averages[parameter] = _step == 0 ? value.clone() : (kept * _averages[parameter]) + ((1 - kept) * value);
        }
    }

    /// <summary>Puts the average in place of the parameters.</summary>
    public void UseAverage()
    {
        using var _ = no_grad();
        foreach (var (parameter, average) in _averages)
        {
            parameter.copy_(average);
        }
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
