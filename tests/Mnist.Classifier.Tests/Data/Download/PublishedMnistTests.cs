using Microsoft.AspNetCore.Http;
using Mnist.Classifier.Data.Download;
using Testing;

namespace Mnist.Classifier.Tests.Data.Download;

public sealed class PublishedMnistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PublishedMnistFact]
    public async Task The_database_is_downloaded_once_and_loaded_from_the_cache_afterwards()
    {
        await using var mirror = await MirrorServer.StartAsync(Send);
        var options = new MnistDownloadOptions { CacheDirectory = _folder.File("cache"), Mirrors = [mirror.Address] };

        for (var run = 0; run < 2; run++)
        {
            var data = await MnistDataset.LoadOrDownloadAsync(options);

            data.Train.Count.Should().Be(60_000);
            data.Test.Count.Should().Be(10_000);
            data.IsGenerated.Should().BeFalse();
            data.Source.Should().Be(
                $"MNIST from the cache folder {options.CacheDirectory} (60,000 training and 10,000 test images)");
        }

        mirror.Requests.Select(request => request.File).Should().Equal(PublishedFile.Mnist.Select(file => file.Name));
    }

    [PublishedMnistFact]
    public async Task An_unpacked_file_beside_the_cached_ones_is_not_trusted()
    {
        await using var mirror = await MirrorServer.StartAsync(Send);
        var options = new MnistDownloadOptions { CacheDirectory = _folder.Path, Mirrors = [mirror.Address] };
        MnistDataset.Generate(5, 4).Train.SaveIdx(
            _folder.File("train-images-idx3-ubyte"), _folder.File("train-labels-idx1-ubyte"));

        var data = await MnistDataset.LoadOrDownloadAsync(options);

        data.Train.Count.Should().Be(60_000);
    }

    private static Task Send(HttpContext context) => context.Response.SendFileAsync(
        Path.Combine(MnistFactAttribute.Directory, Path.GetFileName(context.Request.Path)));
}
