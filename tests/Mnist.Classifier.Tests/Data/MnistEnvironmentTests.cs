using Microsoft.ML;
using Testing;

namespace Mnist.Classifier.Tests.Data;

[Collection(MnistEnvironmentCollection.Name)]
public sealed class MnistEnvironmentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable(MnistFactAttribute.Variable);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, _before);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_the_variable_the_error_says_how_to_set_it(string? value)
    {
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, value);

        var load = () => MnistDataset.Load();
        var loadView = () => new MLContext().Data.LoadMnist();

        load.Should().Throw<InvalidOperationException>().WithMessage("*export MNIST_DATA_DIR=*");
        loadView.Should().Throw<InvalidOperationException>().WithMessage("*export MNIST_DATA_DIR=*");
    }

    [Fact]
    public void With_the_variable_the_folder_it_names_is_read()
    {
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, _folder.Path);
        var digits = MnistDataset.Generate(5, 4);
        digits.Train.SaveIdx(_folder.File("train-images-idx3-ubyte.gz"), _folder.File("train-labels-idx1-ubyte.gz"));
        digits.Test.SaveIdx(_folder.File("t10k-images-idx3-ubyte"), _folder.File("t10k-labels-idx1-ubyte"));

        MnistDataset.Load().Train.Count.Should().Be(5);
        new MLContext().Data.LoadMnist(test: true).GetRowCount().Should().Be(4);
    }

    [Fact]
    public void A_variable_that_names_no_folder_is_named_itself()
    {
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, _folder.File("none"));

        var load = () => MnistDataset.Load();

        load.Should().Throw<DirectoryNotFoundException>().WithMessage($"*{_folder.File("none")}*MNIST_DATA_DIR*");
    }
}
