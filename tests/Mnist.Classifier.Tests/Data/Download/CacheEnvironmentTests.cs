using Mnist.Classifier.Data.Download;
using Testing;

namespace Mnist.Classifier.Tests.Data.Download;

[Collection(MnistEnvironmentCollection.Name)]
public sealed class CacheEnvironmentTests : IDisposable
{
    private static readonly string[] Variables =
        [MnistFactAttribute.Variable, CacheFolder.Variable, "XDG_CACHE_HOME", "HOME"];

    private readonly TemporaryFolder _folder = new();
    private readonly string?[] _before = [.. Variables.Select(Environment.GetEnvironmentVariable)];

    public CacheEnvironmentTests()
    {
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    public void Dispose()
    {
        foreach (var (variable, value) in Variables.Zip(_before))
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

        _folder.Dispose();
    }

    [Fact]
    public void A_given_folder_takes_precedence_over_the_variable()
    {
        Environment.SetEnvironmentVariable(CacheFolder.Variable, _folder.File("variable"));

        new CacheFolder(_folder.File("given")).Path.Should().Be(_folder.File("given"));
        new CacheFolder(null).Path.Should().Be(_folder.File("variable"));
    }

    [LinuxFact]
    public void Without_the_variable_it_is_in_the_users_caches()
    {
        Environment.SetEnvironmentVariable("HOME", _folder.Path);
        new CacheFolder(null).Path.Should().Be(_folder.File(".cache/mnist-classifier"));

        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", _folder.File("caches"));
        new CacheFolder(null).Path.Should().Be(_folder.File("caches/mnist-classifier"));

        // The specification says to ignore a relative one.
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", "caches");
        new CacheFolder(null).Path.Should().Be(_folder.File(".cache/mnist-classifier"));
    }

    [LinuxFact]
    public async Task A_user_without_a_home_is_told_what_to_name()
    {
        Environment.SetEnvironmentVariable("HOME", _folder.File("nowhere"));

        var download = () => MnistDataset.DownloadAsync();

        await download.Should().ThrowAsync<MnistDownloadException>().WithMessage("*CacheDirectory*MNIST_CACHE_DIR*");
    }

    [Fact]
    public async Task The_data_folder_takes_precedence_over_the_cache()
    {
        SaveDigits();
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, _folder.Path);

        var data = await MnistDataset.LoadOrDownloadAsync();

        data.Train.Count.Should().Be(5);
        data.Source.Should().Contain(_folder.Path);
    }

    [Fact]
    public async Task A_given_cache_takes_precedence_over_the_data_folder()
    {
        SaveDigits();
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, _folder.Path);
        await using var mirror = await MirrorServer.StartAsync(Answers.Status(404));

        var load = () => MnistDataset.LoadOrDownloadAsync(
            new() { CacheDirectory = _folder.File("cache"), Mirrors = [mirror.Address] });

        await load.Should().ThrowAsync<MnistDownloadException>();
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_read_is_an_error()
    {
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, _folder.File("nowhere"));

        var load = () => MnistDataset.LoadOrDownloadAsync();

        await load.Should().ThrowAsync<DirectoryNotFoundException>();
    }

    private void SaveDigits()
    {
        var digits = MnistDataset.Generate(5, 4);
        digits.Train.SaveIdx(_folder.File("train-images-idx3-ubyte"), _folder.File("train-labels-idx1-ubyte"));
        digits.Test.SaveIdx(_folder.File("t10k-images-idx3-ubyte"), _folder.File("t10k-labels-idx1-ubyte"));
    }
}
