using DenseNetworks.ML.Training.LibTorchLoading;
using TorchSharp;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

public sealed class TorchLibraryTests
{
    [Fact]
    public void TorchSharp_computes_after_it()
    {
        TorchLibrary.EnsureLoaded();

        SumOfOnes().Should().Be(3);
    }

    [Fact]
    public void It_can_be_called_again()
    {
        TorchLibrary.EnsureLoaded();
        TorchLibrary.EnsureLoaded();

        SumOfOnes().Should().Be(3);
    }

    [Fact]
    public void Threads_may_all_be_the_first_to_call_it() =>
        new Plugin().Run(SumOfOnesOnEightThreads).Should().Be(24);

    [Fact]
    public void A_load_context_that_hides_the_library_is_named() =>
        new Plugin(hiddenLibrary: "LibTorchSharp").Run(MessageOfFailure)
            .Should().ContainAll("AssemblyLoadContext", nameof(Plugin), "predicting");

    [Fact]
    public void TorchSharp_copies_no_libraries_beside_the_app()
    {
        TorchLibrary.EnsureLoaded();
        SumOfOnes();

        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "cpu")).Should().BeFalse();
    }

    [Fact]
    public void An_error_inside_libtorch_reaches_the_caller_as_an_exception()
    {
        TorchLibrary.EnsureLoaded();

        var reshape = () => torch.zeros(2).reshape(3);

        reshape.Should().Throw<Exception>().WithMessage("*invalid for input of size 2*");
    }

    private static string MessageOfFailure()
    {
        try
        {
            TorchLibrary.EnsureLoaded();
            return "no failure";
        }
        catch (DllNotFoundException e)
        {
            return e.Message;
        }
    }

    private static float SumOfOnes()
    {
        using var scope = torch.NewDisposeScope();
        return torch.ones(3).sum().item<float>();
    }

    private static float SumOfOnesOnEightThreads()
    {
        var sums = new float[8];
        using var start = new Barrier(sums.Length);
        var threads = Enumerable.Range(0, sums.Length).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            TorchLibrary.EnsureLoaded();
            sums[i] = SumOfOnes();
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return sums.Sum();
    }
}
