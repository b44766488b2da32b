using DenseNetworks.ML.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Engines.Cpu;

public sealed class CpuAdamTests : TorchTest
{
    // Not a multiple of a vector, and moved in two parts that do not start at one.
    private const int Count = 1_003;
    private const int FirstPart = 501;

    private readonly NativeFloats _memory = new();

    [Fact]
    public void Adam_takes_the_steps_of_optim_Adam() =>
        CheckSteps(weightDecay: 0, parameter => optim.Adam([parameter], lr: 0.01, eps: 1e-7));

    [Fact]
    public void Adam_with_weight_decay_takes_the_steps_of_optim_AdamW() =>
        CheckSteps(weightDecay: 0.3, parameter => optim.AdamW([parameter], lr: 0.01, eps: 1e-7, weight_decay: 0.3));

    [Fact]
    public void Moments_without_a_gradient_end_at_zero_and_not_at_denormal_numbers()
    {
        var (parameters, gradients) = (_memory.AllocateZeros(Count), _memory.AllocateZeros(Count));
        gradients.Slice(0, Count).Fill(1);
        var adam = new CpuAdam(_memory, parameters, gradients);
        adam.BeginStep(1, 0.01);
        adam.Step(new ParameterRange(0, Count));
        gradients.Slice(0, Count).Clear();
        var before = parameters.Slice(0, Count).ToArray();

        for (var step = 2; step < 1_002; step++)
        {
            adam.BeginStep(step, 0.01);
            adam.Step(new ParameterRange(0, Count));
        }

        var settled = parameters.Slice(0, Count).ToArray();
        adam.BeginStep(1_002, 1e20);
        adam.Step(new ParameterRange(0, Count));

        settled.Should().NotEqual(before);
        parameters.Slice(0, Count).ToArray().Should().Equal(settled, "a first moment of zero moves nothing, however large the step");
    }

    protected override void Dispose(bool disposing)
    {
        _memory.Dispose();
        base.Dispose(disposing);
    }

    private void CheckSteps(double weightDecay, Func<Parameter, optim.Optimizer> makeTheirs)
    {
        var random = new Random(3);
        var (parameters, gradients) = (_memory.Allocate(Count), _memory.Allocate(Count));
        Fill(parameters, random);
        var ours = new CpuAdam(_memory, parameters, gradients, weightDecay);
        using var parameter = new Parameter(tensor(parameters.Slice(0, Count).ToArray()));
        using var theirs = makeTheirs(parameter);

        for (var step = 1; step <= 20; step++)
        {
            Fill(gradients, random);
            parameter.grad = tensor(gradients.Slice(0, Count).ToArray());
            ours.BeginStep(step, 0.01);
            ours.Step(new ParameterRange(0, FirstPart));
            ours.Step(new ParameterRange(FirstPart, Count - FirstPart));
            theirs.step();
        }

        // They differ in where epsilon is added, which counts only for gradients far smaller than these.
        parameter.data<float>().ToArray().Zip(parameters.Slice(0, Count).ToArray(), (a, b) => MathF.Abs(a - b)).Max().Should().BeLessThan(1e-5f);
    }

    // Of either sign, and 0.1 to 1 in size.
    private static void Fill(FloatBuffer buffer, Random random)
    {
        foreach (ref var value in buffer.Slice(0, Count))
        {
            value = (0.1f + (0.9f * random.NextSingle())) * (random.Next(2) == 0 ? 1 : -1);
        }
    }
}
