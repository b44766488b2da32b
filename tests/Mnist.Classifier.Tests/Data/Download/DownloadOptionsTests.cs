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
        };

        // Not awaited: the call itself throws for a wrong argument.
        var download = () => { _ = MnistDataset.DownloadAsync(options); };
        var load = () => { _ = MnistDataset.LoadOrDownloadAsync(options); };

        foreach (var call in new[] { download, load })
        {
            call.Should().Throw<ArgumentException>().WithParameterName("options").Which.Message.Should().ContainAll(
                "CacheDirectory is empty", "'ftp://mirror.example/'", "'mnist'", "Mirrors has ''");
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
    public void The_exception_has_the_given_message()
    {
        var cause = new IOException();

        new MnistDownloadException("why", cause).Should().Match<MnistDownloadException>(
            exception => exception.Message == "why" && exception.InnerException == cause);
        new MnistDownloadException("why").Message.Should().Be("why");
        new MnistDownloadException().Message.Should().NotBeEmpty();
    }
}
