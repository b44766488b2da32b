using System.Runtime.InteropServices;
using DenseNetworks.ML.Training.LibTorchLoading;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

public sealed class TorchLoadErrorTests
{
    private static readonly TorchPlatform Linux = PlatformOf(OSPlatform.Linux, Architecture.X64);

    [Theory]
    [InlineData("LINUX", "libtorch-cpu-linux-x64", "TorchSharp-cuda-linux")]
    [InlineData("WINDOWS", "libtorch-cpu-win-x64", "TorchSharp-cuda-windows")]
    public void Without_libtorch_it_names_the_packages_to_choose_from(string system, string cpu, string cuda)
    {
        var platform = PlatformOf(OSPlatform.Create(system), Architecture.X64);

        var message = TorchLoadError.NoLibTorch(platform, "libtorch_cpu.so", ["/app", "/app/runtimes"]).Message;

        message.Should().ContainAll(
            $"{cpu} 2.10.0",
            "TorchSharp-cpu",
            cuda,
            "predicting",
            "Looked for libtorch_cpu.so in /app, /app/runtimes.");
    }

    [Fact]
    public void Where_no_CUDA_exists_it_offers_none()
    {
        var mac = PlatformOf(OSPlatform.OSX, Architecture.Arm64);

        var message = TorchLoadError.NoLibTorch(mac, "libtorch_cpu.dylib", []).Message;

        message.Should().Contain("libtorch-cpu-osx-arm64 2.10.0").And.NotContain("cuda");
    }

    [Theory]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by /app/libLibTorchSharp.so)")]
    [InlineData("/lib/libstdc++.so.6: version `CXXABI_1.3.13' not found (required by /app/libLibTorchSharp.so)")]
    [InlineData("/lib/libc.so.6: version `GLIBC_2.34' not found (required by /app/libLibTorchSharp.so)")]
    public void On_a_system_that_is_too_old_it_names_those_that_are_not(string reason)
    {
        var error = CannotLoad(reason);

        error.Message.Should().ContainAll("Ubuntu 24.04", "Debian 13", "Fedora 39", "RHEL 10", "predicting");
    }

    [Theory]
    [InlineData("/app/libLibTorchSharp.so: undefined symbol: _ZN3c105ErrorC1Ev")]
    [InlineData("dlopen(/app/libLibTorchSharp.dylib, 0x0001): Symbol not found: __ZN3c105ErrorC1Ev")]
    [InlineData("Unable to load DLL 'LibTorchSharp' or one of its dependencies: Die angegebene Prozedur (0x8007007F)")]
    public void When_symbols_are_missing_it_says_that_the_versions_do_not_match(string reason)
    {
        var error = CannotLoad(reason);

        error.Message.Should().ContainAll("another version", "libtorch-cpu-linux-x64 2.10.0", "TorchSharp-cpu");
    }

    [Theory]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.30' not found")]
    [InlineData("undefined symbol: _ZN3c105ErrorC1Ev")]
    [InlineData("file too short")]
    public void The_loaders_own_reason_comes_last(string reason)
    {
        var error = CannotLoad(reason);

        error.Message.Should().EndWith($"/app/libLibTorchSharp.so did not load: {reason}");
        error.InnerException!.Message.Should().Be(reason);
    }

    [Fact]
    public void A_workaround_that_failed_says_why()
    {
        var error = TorchLoadError.CannotLoad(
            Linux,
            "/app/libLibTorchSharp.so",
            new DllNotFoundException("version `GLIBCXX_3.4.32' not found"),
            new IOException("memfd_create failed: Permission denied."));

        error.Message.Should().EndWith("memfd_create failed: Permission denied.");
    }

    [Fact]
    public void Where_the_user_forbids_the_workaround_it_names_the_switch_and_what_the_system_needs_instead()
    {
        var error = TorchLoadError.FixIsOff(
            "/app/libLibTorchSharp.so",
            new DllNotFoundException("version `GLIBCXX_3.4.32' not found"));

        error.Message.Should().ContainAll(
            "DenseNetworks.ML.DisableLibstdcxxFix",
            "MNIST_CLASSIFIER_DISABLE_LIBSTDCXX_FIX",
            "libstdc++6",
            "Debian 13",
            "predicting");
        error.Message.Should().EndWith("/app/libLibTorchSharp.so did not load: version `GLIBCXX_3.4.32' not found");
    }

    [Fact]
    public void Who_trains_without_is_told_in_one_line()
    {
        var advice = TorchLoadError.Advise(TorchLoadError.NoLibTorch(Linux, "libtorch_cpu.so", ["/app"]));

        advice.Should().Contain("libtorch-cpu-linux-x64 2.10.0").And.Contain("managed code").And.NotContain("\n");
    }

    private static TorchPlatform PlatformOf(OSPlatform system, Architecture architecture)
    {
        TorchPlatform.TryGet(system, architecture, "any", out var platform).Should().BeNull();
        return platform;
    }

    private static DllNotFoundException CannotLoad(string reason) =>
        TorchLoadError.CannotLoad(Linux, "/app/libLibTorchSharp.so", new DllNotFoundException(reason));
}
