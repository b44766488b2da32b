using System.Runtime.Versioning;
using DenseNetworks.ML.Training.LibTorchLoading;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

[SupportedOSPlatform("linux")]
public sealed class MemoryFileTests
{
    [LinuxFact]
    public void Its_path_leads_to_its_contents_while_it_is_open()
    {
        using var file = MemoryFile.Create("digits", "0123456789"u8);

        File.ReadAllText(MemoryFile.PathOf(file)).Should().Be("0123456789");
    }

    [LinuxFact]
    public void It_has_no_name_in_any_folder()
    {
        using var file = MemoryFile.Create("digits", "0123456789"u8);

        var target = File.ResolveLinkTarget(MemoryFile.PathOf(file), returnFinalTarget: false);

        target!.FullName.Should().EndWith("memfd:digits (deleted)");
    }
}
