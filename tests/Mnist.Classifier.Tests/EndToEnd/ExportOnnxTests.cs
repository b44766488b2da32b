using System.Text.Json;
using System.Text.RegularExpressions;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Support;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

public sealed partial class ExportOnnxTests(TrainedDigits trained) : IClassFixture<TrainedDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private MnistClassifier Classifier => trained.Classifier;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bytes_of_pixels_become_the_same_scores_and_digits() => CheckAgreement(Classifier, trained.Data.Test);

    [MnistFact]
    public void All_the_real_test_images_get_the_same_scores_and_digits()
    {
        var data = MnistDataset.Load(MnistFactAttribute.Directory);
        var classifier = MnistClassifier.Train(data, TrainingRecipe.Tutorial with { Epochs = 1 }, new MLContext(seed: 1));

        CheckAgreement(classifier, data.Test);
    }

    [Fact]
    public void Inputs_and_outputs_have_the_documented_names_types_and_shapes()
    {
        using var engine = new OnnxEngine(Export(Classifier));

        var pixels = engine.Inputs.Should().ContainSingle().Which;
        pixels.Key.Should().Be("Pixels");
        pixels.Value.ElementType.Should().Be<byte>();
        pixels.Value.Dimensions.Should().Equal(-1, 784);
        engine.Outputs.Keys.Should().Equal("Score", "Digit");
        engine.Outputs["Score"].Dimensions.Should().Equal(-1, 10);
        engine.Outputs["Digit"].ElementType.Should().Be<long>();
        engine.Outputs["Digit"].Dimensions.Should().Equal(-1);
    }

    [Fact]
    public void The_metadata_name_the_digits_and_the_epochs()
    {
        using var engine = new OnnxEngine(Export(Classifier));

        var metadata = engine.Metadata.CustomMetadataMap;
        JsonSerializer.Deserialize<string[]>(metadata["class_names"]).Should()
            .Equal(Enumerable.Range(0, 10).Select(digit => $"{digit}"));
        metadata["training_epochs"].Should().Be("2");
    }

    [Fact]
    public void A_loaded_classifier_is_exported_byte_for_byte_as_the_original()
    {
        Classifier.Save(_folder.File("mnist.zip"));

        Export(MnistClassifier.Load(_folder.File("mnist.zip"))).Should().Equal(Export(Classifier));
    }

    [Fact]
    public void A_file_has_the_same_content_as_a_stream()
    {
        Classifier.ExportOnnx(_folder.File("digits.onnx"));

        File.ReadAllBytes(_folder.File("digits.onnx")).Should().Equal(Export(Classifier));
        _folder.FileNames().Should().Equal("digits.onnx");
    }

    [Fact]
    public void Bad_places_are_rejected()
    {
        var closed = new MemoryStream();
        closed.Dispose();

        Classifier.Invoking(classifier => classifier.ExportOnnx((Stream)null!)).Should().Throw<ArgumentNullException>();
        Classifier.Invoking(classifier => classifier.ExportOnnx("")).Should().Throw<ArgumentException>();
        Classifier.Invoking(classifier => classifier.ExportOnnx(closed)).Should().Throw<ArgumentException>();
        Classifier.Invoking(classifier => classifier.ExportOnnx(Path.Combine(_folder.Path, "missing", "digits.onnx")))
            .Should().Throw<DirectoryNotFoundException>();
    }

    [Fact]
    public void ApplyOnnxModel_takes_the_pixels_of_a_data_set()
    {
        var ml = new MLContext();
        Classifier.ExportOnnx(_folder.File("digits.onnx"));
        var images = trained.Data.Test.Take(50).ToDataView(ml);

        var scored = ml.Transforms.ApplyOnnxModel(["Score", "Digit"], ["Pixels"], _folder.File("digits.onnx")).Fit(images)
            .Transform(images);

        scored.GetColumn<VBuffer<long>>("Digit").Select(value => (int)value.GetItemOrDefault(0))
            .Should().Equal(Classifier.Transformer.Transform(images).GetColumn<int>("Digit"));
    }

    [Fact]
    public void MLNet_itself_converts_the_pipeline_from_its_pixels_to_the_digit()
    {
        var ml = new MLContext();
        var rows = Enumerable.Range(0, 50).Select(i => new Image { Pixels = trained.Data.Test.GetPixels(i).ToArray() })
            .ToList();
        var (images, pixels) = (ml.Data.LoadFromEnumerable(rows), rows.SelectMany(row => row.Pixels).ToArray());
        using var stream = new MemoryStream();

        ml.Model.ConvertToOnnx(Classifier.Transformer, images, stream);

        using var engine = new OnnxEngine(stream.ToArray());
        var scored = Classifier.Transformer.Transform(images);
        engine.Run(pixels, rows.Count, "Features.output").Should()
            .Equal(Rows.Vectors(scored, "Features").SelectMany(row => row));
        engine.Run(pixels, rows.Count, "Score.output").Zip(Rows.Vectors(scored, "Score").SelectMany(row => row))
            .Should().AllSatisfy(pair => pair.First.Should().BeApproximately(pair.Second, 1e-5f));
        engine.Outputs["Digit.output"].ElementType.Should().Be<int>();
    }

    [Fact]
    public void The_configuration_for_Triton_in_the_documentation_fits()
    {
        using var engine = new OnnxEngine(Export(Classifier));
        var page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "scaling.md"));

        var declared = TritonTensor().Matches(page).Select(match => (
            Name: match.Groups["name"].Value,
            Type: match.Groups["type"].Value,
            Dims: match.Groups["dims"].Value,
            IsReshaped: match.Groups["reshape"].Success));

        declared.Should().Equal(engine.Inputs.Concat(engine.Outputs).Select(tensor => (
            tensor.Key,
            TritonType(tensor.Value.ElementType),
            tensor.Value.Dimensions.Length == 1 ? "1" : $"{tensor.Value.Dimensions[1]}",
            tensor.Value.Dimensions.Length == 1)));
    }

    private static string TritonType(Type type) =>
        type == typeof(byte) ? "UINT8" : type == typeof(float) ? "FP32" : type == typeof(long) ? "INT64" : type.Name;

    private static void CheckAgreement(MnistClassifier classifier, LabeledImages images)
    {
        var pixels = Enumerable.Range(0, images.Count).SelectMany(i => images.GetPixels(i).ToArray()).ToArray();
        using var engine = new OnnxEngine(Export(classifier));

        var (scores, digits) = engine.Run(pixels, images.Count);

        var predictions = Enumerable.Range(0, images.Count).Select(i => classifier.Predict(images.GetPixels(i))).ToList();
        scores.Zip(predictions.SelectMany(prediction => prediction.Probabilities), (actual, ours) => Math.Abs(actual - ours))
            .Max().Should().BeLessThan(1e-5f);
        digits.Should().Equal(predictions.Select(prediction => (long)prediction.Digit));
    }

    private static byte[] Export(MnistClassifier classifier)
    {
        using var stream = new MemoryStream();
        classifier.ExportOnnx(stream);
        return stream.ToArray();
    }

    private sealed class Image
    {
        [VectorType(784)]
        public byte[] Pixels { get; set; } = [];
    }

    [GeneratedRegex("""name: "(?<name>\w+)"\s+data_type: TYPE_(?<type>\w+)\s+dims: \[ (?<dims>\d+) \]\s+(?<reshape>reshape: \{ shape: \[ \] \})?""")]
    private static partial Regex TritonTensor();
}
