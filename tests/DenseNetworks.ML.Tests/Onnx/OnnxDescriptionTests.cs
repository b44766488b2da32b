using System.Globalization;
using System.Text.Json;
using DenseNetworks;
using DenseNetworks.ML.Onnx.Schema;
using Testing;

namespace DenseNetworks.ML.Tests.Onnx;

/// <summary>What a model says of itself, as ONNX Runtime reads it.</summary>
public sealed class OnnxDescriptionTests
{
    private static readonly TrainingHistory History = new(
        [
            new() { Epoch = 1, EpochCount = 5, Loss = 0.5, Accuracy = 0.9, ValidationLoss = 0.25, ValidationAccuracy = 0.95, LearningRate = 0.001, Duration = TimeSpan.FromSeconds(1.5) },
            new() { Epoch = 2, EpochCount = 5, Loss = 0.4, Accuracy = 0.91, ValidationLoss = 0.3, ValidationAccuracy = 0.94, LearningRate = 0.001, Duration = TimeSpan.FromSeconds(1.5) },
        ],
        bestEpoch: 1);

    [Fact]
    public void Inputs_and_outputs_have_the_documented_names_types_and_shapes()
    {
        using var engine = new OnnxEngine(Transformers.ExportOnnx(Transformers.Of(Networks.Random(1, 7, 5, 3), "Petals")));

        var petals = engine.Inputs.Should().ContainSingle().Which;
        petals.Key.Should().Be("Petals");
        petals.Value.ElementType.Should().Be<float>();
        petals.Value.Dimensions.Should().Equal(-1, 7);
        petals.Value.SymbolicDimensions[0].Should().Be("batch");
        engine.Outputs.Keys.Should().Equal("Score", "PredictedLabel");
        engine.Outputs["Score"].ElementType.Should().Be<float>();
        engine.Outputs["Score"].Dimensions.Should().Equal(-1, 3);
        engine.Outputs["PredictedLabel"].ElementType.Should().Be<long>();
        engine.Outputs["PredictedLabel"].Dimensions.Should().Equal(-1);
        engine.Outputs.Values.Select(output => output.SymbolicDimensions[0]).Should().OnlyContain(name => name == "batch");
    }

    [Theory]
    [InlineData("red", "green", "blue")]
    [InlineData("naïve \"quoted\" \\", "日本語 😀", "line\nbreak\0\t")]
    [InlineData("", "</script>", "a,b;[c]")]
    public void Class_names_come_back_as_they_were(string first, string second, string third)
    {
        string[] names = [first, second, third];
        using var engine = new OnnxEngine(Transformers.ExportOnnx(Transformers.Of(Networks.Random(1, 2, 3), classNames: names)));

        JsonSerializer.Deserialize<string[]>(engine.Metadata.CustomMetadataMap["class_names"]).Should().Equal(names);
    }

    [Fact]
    public void The_training_is_told_in_metadata()
    {
        using var engine = new OnnxEngine(Transformers.ExportOnnx(Transformers.Of(Networks.Random(1, 2, 3), history: History)));

        engine.Metadata.CustomMetadataMap.Should().Equal(new Dictionary<string, string>
        {
            ["training_epochs"] = "2",
            ["training_best_epoch"] = "1",
            ["training_loss"] = "0.5",
            ["training_accuracy"] = "0.9",
            ["validation_loss"] = "0.25",
            ["validation_accuracy"] = "0.95",
        });
    }

    [Fact]
    public void What_is_not_known_is_not_told()
    {
        using var engine = new OnnxEngine(Transformers.ExportOnnx(Transformers.Of(Networks.Random(1, 2, 3))));

        engine.Metadata.CustomMetadataMap.Should().BeEmpty();
    }

    [Fact]
    public void A_model_names_its_producer_and_what_it_is()
    {
        var model = Transformers.ExportOnnx(Transformers.Of(Networks.Random(1, 7, 5, 3)));
        using var engine = new OnnxEngine(model);

        engine.Metadata.ProducerName.Should().Be("DenseNetworks.ML");
        engine.Metadata.Domain.Should().Be("densenetworks");
        engine.Metadata.Version.Should().Be(1);
        engine.Metadata.GraphName.Should().Be("dense_network");
        engine.Metadata.Description.Should().StartWith("A dense network, 7-5-3.");
        var message = ModelProto.Parser.ParseFrom(model);
        message.ProducerVersion.Should().MatchRegex(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$");
        message.IrVersion.Should().Be(7);
        message.OpsetImport.Should().ContainSingle().Which.Version.Should().Be(13);
    }

    [Fact]
    public void Nodes_and_weights_have_telling_names()
    {
        var graph = ModelProto.Parser.ParseFrom(Transformers.ExportOnnx(Transformers.Of(Networks.Random(1, 7, 5, 3)))).Graph;

        graph.Node.Select(node => node.Name).Should().Equal("layer1_dense", "layer1_relu", "layer2_dense", "softmax", "likeliest_class");
        graph.Initializer.Select(tensor => tensor.Name).Should().Equal("layer1_weights", "layer1_biases", "layer2_weights", "layer2_biases");
        graph.Initializer[0].Dims.Should().Equal(7, 5);
    }

    [Theory]
    [InlineData("layer1_weights")]
    [InlineData("logits")]
    [InlineData("Größe in cm")]
    public void A_feature_column_may_have_any_other_name(string name)
    {
        using var engine = new OnnxEngine(Transformers.ExportOnnx(Transformers.Of(Networks.Random(1, 2, 4, 3), name)));

        engine.Inputs.Keys.Should().Equal(name);
        engine.Run([1f, 2f], rowCount: 1).Scores.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("Score")]
    [InlineData("PredictedLabel")]
    public void A_feature_column_with_the_name_of_an_output_is_refused(string name)
    {
        var export = () => Transformers.ExportOnnx(Transformers.Of(Networks.Random(1, 2, 3), name));

        export.Should().Throw<NotSupportedException>().WithMessage($"*'{name}'*Train with a feature column of another name.");
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes_in_every_culture()
    {
        var transformer = Transformers.Of(Networks.Random(1, 784, 128, 10), history: History, classNames: [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        var expected = Transformers.ExportOnnx(transformer);
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "de-DE", "ar-SA", "tr-TR" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Transformers.ExportOnnx(transformer).Should().Equal(expected);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
