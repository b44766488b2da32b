using DenseNetworks.ML.Training.LibTorchLoading;
using TorchSharp;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

public sealed class NativeSearchPathTests
{
    [Fact]
    public void TorchSharps_native_library_is_found_as_the_runtime_finds_it()
    {
        TorchPlatform.TryGetCurrent(out var platform).Should().BeNull();
        var folders = NativeSearchPath.FoldersFor(typeof(torch).Assembly, platform.RuntimeIdentifier);

        var found = NativeSearchPath.Find(folders, platform.FileNameOf("LibTorchSharp"));

        found.Should().NotBeNull().And.StartWith(AppContext.BaseDirectory);
    }

    [Fact]
    public void A_file_that_is_nowhere_is_not_found() =>
        NativeSearchPath.Find([AppContext.BaseDirectory], "no-such-library").Should().BeNull();

    [Fact]
    public void No_folder_is_searched_twice() =>
        NativeSearchPath.FoldersFor(typeof(torch).Assembly, "linux-x64").Should().OnlyHaveUniqueItems();
}
