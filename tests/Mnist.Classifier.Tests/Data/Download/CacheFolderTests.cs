using Mnist.Classifier.Data.Download;
using Testing;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>Folders that cannot keep files. The tests may run as a user whom permissions do not stop.</summary>
public sealed class CacheFolderTests : DownloadTest
{
    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_reported()
    {
        await File.WriteAllTextAsync(Cache, "mine");

        await ExpectUnusable(Cache);

        (await File.ReadAllTextAsync(Cache)).Should().Be("mine");
    }

    [LinuxFact]
    public Task A_folder_that_cannot_be_written_to_is_reported() => ExpectUnusable("/sys/mnist");

    [LinuxFact]
    public Task A_folder_that_cannot_be_made_is_reported() => ExpectUnusable("/proc/mnist");

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_reported()
    {
        Directory.CreateDirectory(InCache("large.gz"));

        await ExpectUnusable(Cache);
    }

    [Fact]
    public async Task A_relative_path_is_one_from_the_current_folder()
    {
        var mirror = await StartAsync(Answers.Good(MirrorFiles.One));
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, Cache);
        var options = new MnistDownloadOptions { CacheDirectory = relative, Mirrors = [mirror.Address] };

        (await DownloadAsync(MirrorFiles.One, options)).Should().Be(Cache);

        ExpectComplete(MirrorFiles.One);
    }

    private async Task ExpectUnusable(string folder)
    {
        var mirror = await StartAsync(Answers.Good(MirrorFiles.One));

        var download = () => DownloadAsync(
            MirrorFiles.One, new MnistDownloadOptions { CacheDirectory = folder, Mirrors = [mirror.Address] });

        (await download.Should().ThrowAsync<MnistDownloadException>()).Which.Message.Should().ContainAll(
            $"'{folder}'", "CacheDirectory", CacheFolder.Variable);
        mirror.Requests.Length.Should().BeLessThanOrEqualTo(1, "no retry helps");
    }
}
