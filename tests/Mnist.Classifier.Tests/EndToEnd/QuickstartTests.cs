using Mnist.Classifier.Tests.Data.Download;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

public sealed class QuickstartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_data_and_network_it_says_so_and_trains_on_generated_digits()
    {
        var picture = _folder.File("picture.png");
        PictureFiles.Write(picture, MnistDataset.Generate(1, 7).Test.GetPixels(6).ToArray(), 28, 28);
        var blank = _folder.File("blank.png");
        PictureFiles.Write(blank, new byte[28 * 28], 28, 28);

        var output = DotNet.Run(
            _folder.Path, NoNetwork, Repository.QuickstartProgram, "--picture", picture, "--picture", blank);

        output[0].Should().StartWith("MNIST cannot be downloaded, so digits are generated.");
        output[1].Should().StartWith("Data: generated digits");
        output[2].Should().StartWith("The model in the package classifies ");
        string.Join('\n', output).Should().ContainAll(
            "epoch  1 of 10", "epoch 10 of 10", "Confusion table", $"{blank}: blank");
        output.Should().ContainSingle(
            line => line.StartsWith($"{picture}: ", StringComparison.Ordinal) && line.EndsWith("%)", StringComparison.Ordinal));
        _folder.FileNames().Should().Equal("blank.png", "mnist.zip", "picture.png");
    }

    [PublishedMnistFact]
    public void With_the_files_in_the_cache_it_takes_them()
    {
        foreach (var file in Directory.GetFiles(MnistFactAttribute.Directory, "*.gz"))
        {
            Directory.CreateDirectory(_folder.File("cache"));
            File.Copy(file, Path.Combine(_folder.File("cache"), Path.GetFileName(file)));
        }

        using var process = DotNet.Start(_folder.Path, NoNetwork, Repository.QuickstartProgram);
        var firstLine = process.StandardOutput.ReadLine();
        process.Kill(); // the training that follows is another test's
        process.WaitForExit();
        firstLine.Should().StartWith("Data: MNIST from the cache folder").And.Contain("60,000 training and 10,000 test images");
    }

    [Theory]
    [InlineData("--data")]
    [InlineData("--date", "folder")]
    public void Unsupported_content_is_answered_with_the_supported_types(params string[] arguments)
    {
        using var process = DotNet.Start(_folder.Path, [], [Repository.QuickstartProgram, .. arguments]);

        process.StandardError.ReadToEnd().Should().ContainAll("Usage:", "--data DIR", "--picture FILE");
        process.WaitForExit();
        process.ExitCode.Should().Be(2);
    }

    [Fact]
    public void A_picture_that_cannot_be_read_is_reported_before_the_training()
    {
        File.WriteAllText(_folder.File("text.png"), "no picture");
        using var process = DotNet.Start(_folder.Path, NoNetwork, Repository.QuickstartProgram, "--picture", "text.png");

        process.StandardOutput.ReadToEnd().Should().BeEmpty();
        process.StandardError.ReadToEnd().Should().StartWith("'text.png'");
        process.WaitForExit();
        process.ExitCode.Should().Be(1);
    }

    [Fact]
    public void A_folder_without_the_files_is_an_error_in_words()
    {
        using var process = DotNet.Start(_folder.Path, [], Repository.QuickstartProgram, "--data", _folder.Path);

        process.StandardError.ReadToEnd().Should().StartWith("The folder '").And.NotContain("   at ");
        process.WaitForExit();
        process.ExitCode.Should().Be(1);
    }

    [MnistFact]
    public void With_a_folder_it_trains_on_the_digits_there()
    {
        var output = DotNet.Run(_folder.Path, Repository.QuickstartProgram, "--data", MnistFactAttribute.Directory);

        output[0].Should().StartWith($"Data: IDX files from {MnistFactAttribute.Directory}").And.Contain(
            "60,000 training and 10,000 test images");
        output.Should().Contain(line => line.StartsWith("Test accuracy: 97.", StringComparison.Ordinal) || line.StartsWith("Test accuracy: 98.", StringComparison.Ordinal));
    }

    // Nothing listens at that port: no request leaves this machine, and each is refused at once.
    private Dictionary<string, string> NoNetwork => new()
    {
        ["MNIST_CACHE_DIR"] = _folder.File("cache"),
        ["HTTPS_PROXY"] = "http://127.0.0.1:9",
        ["NO_PROXY"] = "",
    };
}
