using Mnist.Classifier.Tests.Support;

namespace Mnist.Classifier.Tests.FrontDoor;

public sealed class QuickstartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_data_it_says_so_and_trains_on_generated_digits()
    {
        var output = DotNet.Run(_folder.Path, Repository.QuickstartProgram);

        output[0].Should().StartWith("Data: generated digits");
        string.Join('\n', output).Should().ContainAll("MNIST_DATA_DIR", "--data DIR", "epoch  1 of 10", "epoch 10 of 10", "Confusion table", ", is ");
        _folder.FileNames().Should().Equal("mnist.zip");
    }

    [MnistFact]
    public void With_a_folder_it_trains_on_the_digits_there()
    {
        var output = DotNet.Run(_folder.Path, Repository.QuickstartProgram, "--data", MnistFactAttribute.Directory);

        output[0].Should().StartWith("Data: MNIST from").And.Contain("60,000 training and 10,000 test images");
        output.Should().Contain(line => line.StartsWith("Test accuracy: 97.", StringComparison.Ordinal) || line.StartsWith("Test accuracy: 98.", StringComparison.Ordinal));
    }
}
