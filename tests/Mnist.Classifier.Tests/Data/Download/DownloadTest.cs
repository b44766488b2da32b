using Microsoft.AspNetCore.Http;
using Mnist.Classifier.Data.Download;
using Testing;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>A cache folder, mirrors on this machine, and a clock that waits for nothing.</summary>
public abstract class DownloadTest : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<MirrorServer> _servers = [];

    private protected ImpatientClock Clock { get; } = new();

    private protected string Cache => _folder.File("cache");

    private protected string[] CachedNames =>
        [.. Directory.GetFiles(Cache).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string InCache(string name) => Path.Combine(Cache, name);

    private protected async Task<MirrorServer> StartAsync(RequestDelegate answer)
    {
        var server = await MirrorServer.StartAsync(answer);
        _servers.Add(server);
        return server;
    }

    private protected MnistDownloadOptions Options(params Uri[] mirrors) => Options(null, mirrors);

    private protected MnistDownloadOptions Options(HttpClient? client, params Uri[] mirrors) =>
        new() { CacheDirectory = Cache, Mirrors = mirrors, HttpClient = client };

    private protected Task<string> DownloadAsync(MirrorFiles files, params MirrorServer[] mirrors) =>
        DownloadAsync(files, Options([.. mirrors.Select(mirror => mirror.Address)]));

    private protected Task<string> DownloadAsync(
        MirrorFiles files,
        MnistDownloadOptions options,
        Action<MnistDownloadProgress>? progress = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default) =>
        new CachedDownload(files.List, options, time ?? Clock)
            .RunAsync(progress is null ? null : new Reporter<MnistDownloadProgress>(progress), cancellationToken);

    private protected void ExpectComplete(MirrorFiles files)
    {
        foreach (var file in files.List)
        {
            File.ReadAllBytes(InCache(file.Name)).AsSpan().SequenceEqual(files.Content(file.Name))
                .Should().BeTrue($"'{file.Name}' must be what was published");
        }

        CachedNames.Should().Equal(files.List.Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    private protected async Task ExpectNextMirrorServes(MirrorServer bad)
    {
        var good = await StartAsync(Answers.Good(MirrorFiles.One));

        await DownloadAsync(MirrorFiles.One, bad, good);

        ExpectComplete(MirrorFiles.One);
        good.Requests.Should().NotBeEmpty();
    }

    private protected static TimeSpan Sum(IEnumerable<TimeSpan> times) => new(times.Sum(time => time.Ticks));
}
