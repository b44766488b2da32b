using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using DenseNetworks.ML.Training.LibTorchLoading;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

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

    [LinuxFact]
    public void A_file_that_is_cut_short_or_of_another_class_is_bad_format()
    {
        using var folder = new TemporaryFolder();
        var library = File.ReadAllBytes(NativeFiles.LibTorchSharpForLinux);
        File.WriteAllBytes(folder.File("short.so"), library[..(library.Length / 2)]);
        library[4] = 1; // ELFCLASS32
        File.WriteAllBytes(folder.File("32.so"), library);
        File.WriteAllText(folder.File("text.so"), "GROUP ( libtorch.so )");

        foreach (var name in (string[])["short.so", "32.so", "text.so"])
        {
            var load = () => OlderLibstdcxx.TryLoad(folder.File(name), out _);

            load.Should().Throw<BadImageFormatException>(name).WithMessage("Not a usable ELF shared object*");
        }
    }

    [LinuxFact]
    public void A_file_that_is_not_there_or_is_a_folder_is_trouble_of_the_file_system()
    {
        using var folder = new TemporaryFolder();
        var missing = () => OlderLibstdcxx.TryLoad(folder.File("missing.so"), out _);
        var directory = () => OlderLibstdcxx.TryLoad(folder.Path, out _);

        missing.Should().Throw<FileNotFoundException>();
        directory.Should().Throw<UnauthorizedAccessException>();
    }

    private static int OpenCopies() => OpenFiles.Paths().Count(
        path => path.Contains("memfd:libLibTorchSharp.so", StringComparison.Ordinal));
}
