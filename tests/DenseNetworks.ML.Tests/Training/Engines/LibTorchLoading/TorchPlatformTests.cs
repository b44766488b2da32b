using System.Runtime.InteropServices;
using DenseNetworks.ML.Training.LibTorchLoading;
using TorchSharp;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

public sealed class TorchPlatformTests
{
    [Theory]
    [InlineData("LINUX", Architecture.X64, "libtorch-cpu-linux-x64", "libtorch_cpu.so")]
    [InlineData("WINDOWS", Architecture.X64, "libtorch-cpu-win-x64", "torch_cpu.dll")]
    [InlineData("WINDOWS", Architecture.Arm64, "libtorch-cpu-win-arm64", "torch_cpu.dll")]
    [InlineData("OSX", Architecture.Arm64, "libtorch-cpu-osx-arm64", "libtorch_cpu.dylib")]
    public void A_platform_has_its_package_and_its_file_names(
        string system,
        Architecture architecture,
        string package,
        string fileName)
    {
        TorchPlatform.TryGet(OSPlatform.Create(system), architecture, "any", out var platform).Should().BeNull();

        platform.CpuPackage.Should().Be(package);
        platform.FileNameOf("torch_cpu").Should().Be(fileName);
    }

    [Theory]
    [InlineData("LINUX", Architecture.Arm64, "linux-arm64")]
    [InlineData("LINUX", Architecture.Arm, "linux-arm")]
    [InlineData("OSX", Architecture.X64, "osx-x64")]
    [InlineData("WINDOWS", Architecture.X86, "win-x86")]
    [InlineData("FREEBSD", Architecture.X64, "freebsd-x64")]
    public void A_platform_without_libtorch_is_refused_by_its_name(
        string system,
        Architecture architecture,
        string runtimeIdentifier)
    {
        TorchPlatform.TryGet(OSPlatform.Create(system), architecture, runtimeIdentifier, out _)!.Message
            .Should().Match($"*linux-x64, win-x64, win-arm64 and osx-arm64*not for {runtimeIdentifier} *predicting*");
    }

    [Theory]
    [InlineData("linux-musl-x64")]
    [InlineData("alpine.3.22-x64")]
    public void A_distribution_with_musl_is_refused_for_that_reason(string runtimeIdentifier)
    {
        TorchPlatform.TryGet(OSPlatform.Linux, Architecture.X64, runtimeIdentifier, out _)!.Message.Should().Match("*musl*Alpine*");
    }

    [Fact]
    public void The_version_of_libtorch_is_the_one_TorchSharp_was_built_for()
    {
        // Any static member of torch makes TorchSharp load libtorch.
        TorchLibrary.EnsureLoaded();

        torch.__version__.Should().Be(TorchPlatform.LibTorchVersion + ".0");
    }
}
