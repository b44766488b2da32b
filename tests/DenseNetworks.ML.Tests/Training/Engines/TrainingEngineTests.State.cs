using DenseNetworks.ML.Training;
using Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Engines;

// How an engine starts, and what its steps depend on.
public abstract partial class TrainingEngineTests
{
    [Fact]
    public void It_starts_at_the_weights_that_it_is_given()
    {
        using var engine = Make(_layout, new TrainingRecipe { WeightAveraging = 0.9 });
        var network = Networks.Random(seed: 3, 20, 30, 17, 4);

        engine.StartAt(network.Layers);

        Numbers(engine).Should().Equal(Numbers(network.Layers), "the average starts there too");
        Evaluate(engine).Loss.Should().BeApproximately(
            nn.functional.cross_entropy(_data.Score(network), _data.Labels).item<float>(), 1e-4);
    }

    [Fact]
    public void Steps_after_a_restored_state_are_those_after_the_saved_one()
    {
        using var first = MakeWithEverything();
        Step(first, 3);
        first.KeepWeights();
        Step(first, 2);
        var state = StateOf(first);
        using var second = MakeWithEverything();
        Step(second, 1); // something to forget

        second.RestoreState(state);

        Step(first, 4);
        Step(second, 4);
        Numbers(second).Should().Equal(Numbers(first));
        first.RestoreWeights();
        second.RestoreWeights();
        Numbers(second).Should().Equal(Numbers(first));
    }

    [Fact]
    public void A_state_does_not_change_with_the_engine_that_gave_it()
    {
        using var engine = MakeWithEverything();
        Step(engine, 2);
        var state = StateOf(engine);
        var before = Numbers(state.Weights);

        Step(engine, 2);

        Numbers(state.Weights).Should().Equal(before).And.NotEqual(Numbers(StateOf(engine).Weights));
    }

    [Fact]
    public void Nothing_but_a_step_changes_the_steps_to_come()
    {
        using var watched = MakeWithEverything();
        using var other = MakeWithEverything();
        for (var step = 0; step < 3; step++)
        {
            Step(watched, 1);
            StateOf(watched);
            watched.KeepWeights();
            watched.ToDenseNetwork();
            watched.HasFiniteWeights();
            Evaluate(watched);
            other.Begin(Select());
            other.Step(0, RowCount, Rate);
        }

        Numbers(watched).Should().Equal(Numbers(other));
    }

    private static EngineState StateOf(TrainingEngine engine)
    {
        engine.SaveState();
        return engine.CopySavedState()!;
    }
}
