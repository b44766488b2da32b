using Microsoft.ML;
using Mnist.Classifier.Tests.Support;
using Mnist.Digits;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

/// <summary>A program that has Mnist.Digits alone reads what was trained and saved by ML.NET in another.</summary>
public sealed class ReadDigitTests(TrainedDigits trained) : IClassFixture<TrainedDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_MnistClassifier_saved()
    {
        trained.Classifier.Save(_folder.File("mnist.zip"));

        ShouldReadAsTrained(_folder.File("mnist.zip"));
    }

    [Fact]
    public void What_MLNet_saved()
    {
        var ml = new MLContext(seed: 1);
        ml.Model.Save(trained.Classifier.Transformer, trained.Data.Train.ToDataView(ml).Schema, _folder.File("mnist.zip"));

        ShouldReadAsTrained(_folder.File("mnist.zip"));
    }

    [Fact]
    public void The_model_in_the_package()
    {
        var picture = WritePicture(0);

        var printed = DotNet.Run(_folder.Path, Repository.ReadDigitProgram, picture);

        printed.Should().Equal($"{picture}: {DigitReader.LoadPretrained().ReadImage(picture)}");
    }

    [Fact]
    public void It_has_no_MLNet_no_TorchSharp_and_nothing_native()
    {
        var folder = Path.GetDirectoryName(Repository.ReadDigitProgram)!;

        Directory.GetFiles(folder, "*.dll").Select(Path.GetFileName).Should().BeEquivalentTo(
            "ReadDigit.dll", "Mnist.Digits.dll", "DenseNetworks.dll", "StbImageSharp.dll", "System.Numerics.Tensors.dll");
        Directory.Exists(Path.Combine(folder, "runtimes")).Should().BeFalse();
    }

    private void ShouldReadAsTrained(string model)
    {
        var pictures = Enumerable.Range(0, 20).Select(WritePicture).ToList();

        var printed = DotNet.Run(_folder.Path, [Repository.ReadDigitProgram, "--model", model, .. pictures]);

        printed.Should().Equal(pictures.Select(picture => $"{picture}: {trained.Classifier.PredictImage(picture)}"));
        var reader = DigitReader.Load(model);
        pictures.Should().AllSatisfy(picture => reader.ReadImage(picture).Probabilities
            .Should().Equal(trained.Classifier.PredictImage(picture).Probabilities));
    }

    private string WritePicture(int index)
    {
        var path = _folder.File($"{index}.png");
        PictureFiles.Write(path, trained.Data.Test.GetPixels(index).ToArray(), 28, 28);
        return path;
    }
}
