using Mnist.Classifier.Data.Download;

namespace Mnist.Classifier.Tests.Data.Download;

public sealed class DownloadOptionsTests
{
    [Fact]
    public void The_defaults_are_two_mirrors_by_https()
    {
        var options = new MnistDownloadOptions();

        options.Mirrors.Should().HaveCount(2).And.OnlyContain(mirror => mirror.Scheme == "https");
        options.CacheDirectory.Should().BeNull();
        options.HttpClient.Should().BeNull();
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_and_before_anything_is_done()
    {
        var options = new MnistDownloadOptions
        {
            CacheDirectory = " ",
            Mirrors = [new Uri("ftp://mirror.example/"), new Uri("mnist", UriKind.Relative), null!],
            ResponseTimeout = TimeSpan.Zero,
            StallTimeout = TimeSpan.FromDays(2),
            RetriesPerMirror = -1,
            FirstRetryDelay = TimeSpan.FromSeconds(-1),
        };

        // Not awaited: an argument that is wrong is told by the call itself.
        var download = () => { _ = MnistDataset.DownloadAsync(options); };
        var load = () => { _ = MnistDataset.LoadOrDownloadAsync(options); };

        foreach (var call in new[] { download, load })
        {
            call.Should().Throw<ArgumentException>().WithParameterName("options").Which.Message.Should().ContainAll(
                "CacheDirectory is empty", "'ftp://mirror.example/'", "'mnist'", "Mirrors has ''",
                "ResponseTimeout is 00:00:00", "StallTimeout is 2.00:00:00", "RetriesPerMirror is -1", "FirstRetryDelay is -00:00:01");
        }
    }

    [Fact]
    public void The_times_at_the_ends_of_their_ranges_are_valid()
    {
        var (shortest, longest) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1));
        MnistDownloadOptions[] valid =
        [
            new() { ResponseTimeout = shortest, StallTimeout = shortest, FirstRetryDelay = TimeSpan.Zero, RetriesPerMirror = 0 },
            new() { ResponseTimeout = longest, StallTimeout = longest, FirstRetryDelay = longest },
        ];
        var tick = TimeSpan.FromTicks(1);
        MnistDownloadOptions[] wrong =
        [
            new() { ResponseTimeout = shortest - tick }, new() { ResponseTimeout = longest + tick },
            new() { StallTimeout = shortest - tick }, new() { StallTimeout = longest + tick },
            new() { FirstRetryDelay = -tick }, new() { FirstRetryDelay = longest + tick },
        ];

        valid.Should().AllSatisfy(options => DownloadOptionFaults.ThrowIfAny(options));
        foreach (var options in wrong)
        {
            FluentActions.Invoking(() => DownloadOptionFaults.ThrowIfAny(options)).Should().Throw<ArgumentException>()
                .WithMessage("The options of the download are not valid:*");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void There_must_be_a_mirror(bool isNull)
    {
        var options = new MnistDownloadOptions { CacheDirectory = "cache", Mirrors = isNull ? null! : [] };

        var download = () => { _ = MnistDataset.DownloadAsync(options); };

        download.Should().Throw<ArgumentException>().WithMessage("*Mirrors is empty*");
    }

    [Fact]
    public void The_exception_says_what_it_is_told()
    {
        var cause = new IOException();

        new MnistDownloadException("why", cause).Should().Match<MnistDownloadException>(
            exception => exception.Message == "why" && exception.InnerException == cause);
        new MnistDownloadException("why").Message.Should().Be("why");
        new MnistDownloadException().Message.Should().NotBeEmpty();
    }
}
