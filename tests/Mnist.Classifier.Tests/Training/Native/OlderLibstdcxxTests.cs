using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Mnist.Classifier.Training.Native;

namespace Mnist.Classifier.Tests.Training.Native;

[SupportedOSPlatform("linux")]
public sealed class OlderLibstdcxxTests
{
    // The loader takes a weak need for what it is whether or not the system has the version, so this runs everywhere.
    [LinuxFact]
    public void The_copy_loads_and_exports_what_the_library_does()
    {
        TorchLibrary.EnsureLoaded();

        OlderLibstdcxx.TryLoad(NativeFiles.LibTorchSharpForLinux, out var library).Should().BeTrue();

        NativeLibrary.TryGetExport(library, "THSTensor_zeros", out _).Should().BeTrue();
    }

    [LinuxFact]
    public void The_copys_descriptor_stays_open()
    {
        TorchLibrary.EnsureLoaded();
        var before = OpenCopies();

        OlderLibstdcxx.TryLoad(NativeFiles.LibTorchSharpForLinux, out _);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        OpenCopies().Should().Be(before + 1);
    }

    [LinuxFact]
    public void A_library_that_does_not_need_the_version_is_not_loaded()
    {
        var libtorch = Path.Combine(Path.GetDirectoryName(NativeFiles.LibTorchSharpForLinux)!, "libtorch.so");

        OlderLibstdcxx.TryLoad(libtorch, out var library).Should().BeFalse();

        library.Should().Be(0);
    }

    [LinuxFact]
    public void It_is_used_only_where_the_plain_file_does_not_load()
    {
        TorchLibrary.EnsureLoaded();

        OlderLibstdcxx.IsInstalled.Should().Be(!NativeLibrary.TryLoad(NativeFiles.LibTorchSharpForLinux, out _));
    }

    private static int OpenCopies() => Directory.GetFiles("/proc/self/fd").Count(
        path => new FileInfo(path).LinkTarget?.Contains("memfd:libLibTorchSharp.so", StringComparison.Ordinal) == true);
}
