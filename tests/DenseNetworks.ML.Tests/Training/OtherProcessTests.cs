using DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>Trainings in a program of its own, whose threads and libraries are not those of the tests.</summary>
public sealed class OtherProcessTests
{
    [Fact]
    public void Trainings_on_every_thread_of_the_pool_come_to_their_end() =>
        Run(new() { ["DOTNET_PROCESSOR_COUNT"] = "2" }, "train-on-pool-threads").Should().Equal("trained 2");

    // Where TorchSharp finds packages of libtorch in the user's folder, it copies all of them beside the program before it fails.
    [OlderLibstdcxxFact]
    public void A_program_that_uses_TorchSharp_before_it_trains_is_told_what_to_call_first() =>
        string.Join('\n', Run(new() { ["HOME"] = "/nowhere" }, "train-after-torch", "late")).Should().ContainAll(
            "torch failed", "TorchSharp was used before it was loaded", "DenseNetworks.ML.LibTorch.EnsureLoaded()");

    [OlderLibstdcxxFact]
    public void A_program_that_calls_it_first_uses_TorchSharp_and_trains() =>
        Run([], "train-after-torch", "first").Should().ContainInOrder("torch has 3", "trained");

    private static string[] Run(Dictionary<string, string> environment, params string[] arguments)
    {
        // The program has no libtorch: the loader finds that of the tests.
        environment["LD_LIBRARY_PATH"] = Path.GetDirectoryName(NativeFiles.LibTorchSharpForLinux)!;
        using var folder = new TemporaryFolder();
        return DotNet.Run(folder.Path, environment, [Repository.OtherProgram, .. arguments]);
    }
}
