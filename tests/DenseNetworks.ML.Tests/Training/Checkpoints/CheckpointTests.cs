using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Checkpoints;

/// <summary>What a checkpoint holds, and which training it serves.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly TrainingRecipe Quick = TrainingRecipe.Tutorial with { HiddenLayers = [8], Epochs = 3, LearningRate = 0.01 };

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("training.zip");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_replaced_after_each_epoch_before_the_epoch_is_reported()
    {
        var counts = new List<int>();

        Fit(new()
        {
            Recipe = Quick,
            CheckpointPath = FilePath,
            Progress = new Reporter<EpochResult>(_ => counts.Add(Load().History.Epochs.Count)),
        });

        counts.Should().Equal(1, 2, 3);
    }

    [Fact]
    public void An_exception_of_the_callback_loses_no_epoch()
    {
        var fit = () => Fit(new()
        {
            Recipe = Quick,
            CheckpointPath = FilePath,
            Progress = new Reporter<EpochResult>(_ => throw new TimeoutException("mine")),
        });

        fit.Should().Throw<TimeoutException>().WithMessage("mine");
        Load().History.Epochs.Should().HaveCount(1);
    }

    [Fact]
    public void It_has_the_network_that_the_training_would_have_given()
    {
        var model = Fit(new() { Recipe = Quick, CheckpointPath = FilePath });
        var points = Point.GenerateLabelled(_ml, seed: 5);

        var scores = Testing.Rows.ScoreBits(Load().ToTransformer(_ml).Transform(points));

        scores.Should().Equal(Testing.Rows.ScoreBits(model.Transform(points)));
    }

    [Fact]
    public void With_early_stopping_it_has_the_best_network_so_far()
    {
        var options = new DenseNetworkTrainer.Options
        {
            Recipe = Quick with { Epochs = 30, LearningRate = 0.2, ValidationFraction = 0.2, EarlyStopping = new() { Patience = 2 } },
            CheckpointPath = FilePath,
        };

        var model = Fit(options);

        model.History!.BestEpoch.Should().BeLessThan(model.History.Epochs.Count);
        Load().Network.Layers[0].Weights.ToArray().Should().Equal(model.Network.Layers[0].Weights.ToArray());
    }

    [Fact]
    public void For_MLNet_it_is_a_model()
    {
        Fit(new() { Recipe = Quick, CheckpointPath = FilePath });
        var points = Point.GenerateLabelled(_ml, seed: 5);

        var model = _ml.Model.Load(FilePath, out _);

        Testing.Rows.ScoreBits(model.Transform(points)).Should().Equal(Testing.Rows.ScoreBits(Load().ToTransformer(_ml).Transform(points)));
    }

    [Fact]
    public void A_stream_that_cannot_seek_takes_and_gives_it()
    {
        Fit(new() { Recipe = Quick, CheckpointPath = FilePath });
        using var bytes = new MemoryStream();

        Load().Save(new ForwardOnly(bytes));
        bytes.Position = 0;
        var loaded = TrainingCheckpoint.Load(new ForwardOnly(bytes));

        loaded.Network.Layers[0].Weights.ToArray().Should().Equal(Load().Network.Layers[0].Weights.ToArray());
    }

    [Fact]
    public void It_serves_no_training_with_another_recipe()
    {
        Fit(new() { Recipe = Quick, CheckpointPath = FilePath });

        var fit = () => Fit(new() { Recipe = Quick with { LearningRate = 0.25, Dropout = 0.5 }, CheckpointPath = FilePath });

        fit.Should().Throw<InvalidOperationException>().WithMessage(
            $"The checkpoint '{FilePath}' belongs to another training: LearningRate was 0.01 and is 0.25; Dropout was 0 and is 0.5. " +
            "Use the settings of that training, or delete the file to start again.");
    }

    [Fact]
    public void It_serves_no_training_on_other_rows()
    {
        Fit(new() { Recipe = Quick, CheckpointPath = FilePath });

        var others = () => Trainer(new() { Recipe = Quick, CheckpointPath = FilePath }).Fit(Point.GenerateLabelled(_ml, seed: 2));
        var fewer = () => Trainer(new() { Recipe = Quick, CheckpointPath = FilePath }).Fit(Point.GenerateLabelled(_ml, count: 300));

        others.Should().Throw<InvalidOperationException>().WithMessage("*fingerprint of the training rows was * and is *");
        fewer.Should().Throw<InvalidOperationException>().WithMessage("*number of training rows was 600 and is 300*");
    }

    [Fact]
    public void With_a_schedule_the_number_of_epochs_is_part_of_the_training()
    {
        var recipe = Quick with { LearningRateSchedule = LearningRateSchedule.Cosine };
        Fit(new() { Recipe = recipe, CheckpointPath = FilePath });

        var fit = () => Fit(new() { Recipe = recipe with { Epochs = 5 }, CheckpointPath = FilePath });

        fit.Should().Throw<InvalidOperationException>().WithMessage("*Epochs was 3 and is 5*");
    }

    [Fact]
    public void A_folder_that_is_missing_is_reported_before_the_first_epoch()
    {
        var epochs = 0;
        var fit = () => Fit(new()
        {
            Recipe = Quick,
            CheckpointPath = _folder.File("no/such/training.zip"),
            Progress = new Reporter<EpochResult>(_ => epochs++),
        });

        fit.Should().Throw<DirectoryNotFoundException>();
        epochs.Should().Be(0);
    }

    [Fact]
    public void A_file_that_is_no_checkpoint_is_refused_and_kept()
    {
        File.WriteAllText(FilePath, "my notes");
        var fit = () => Fit(new() { Recipe = Quick, CheckpointPath = FilePath });

        fit.Should().Throw<InvalidDataException>().WithMessage($"'{FilePath}' is not a checkpoint*");
        File.ReadAllText(FilePath).Should().Be("my notes");
    }

    [Fact]
    public void A_model_is_no_checkpoint()
    {
        var points = Point.GenerateLabelled(_ml);
        _ml.Model.Save(Trainer(new() { Recipe = Quick }).Fit(points), points.Schema, FilePath);

        var load = () => TrainingCheckpoint.Load(FilePath);

        load.Should().Throw<InvalidDataException>().WithMessage("*it is a model, but not a checkpoint*");
    }

    [Fact]
    public void With_a_warm_up_the_number_of_epochs_is_part_of_the_training()
    {
        Fit(new() { Recipe = Quick with { WarmUpFraction = 0.5 }, CheckpointPath = FilePath });

        var fit = () => Fit(new() { Recipe = Quick with { WarmUpFraction = 0.5, Epochs = 5 }, CheckpointPath = FilePath });

        fit.Should().Throw<InvalidOperationException>().WithMessage("*Epochs was 3 and is 5*");
    }

    [Fact]
    public void It_does_not_go_back_to_fewer_epochs()
    {
        Fit(new() { Recipe = Quick, CheckpointPath = FilePath });

        var fit = () => Fit(new() { Recipe = Quick with { Epochs = 2 }, CheckpointPath = FilePath });

        fit.Should().Throw<InvalidOperationException>().WithMessage("*it has completed 3 epochs, but 2 were requested*");
    }

    [Fact]
    public void One_that_could_not_be_read_again_is_refused_before_the_training()
    {
        var fit = () => Fit(new() { Recipe = Quick with { HiddenLayers = [16_000, 16_000] }, CheckpointPath = FilePath });

        fit.Should().Throw<NotSupportedException>().WithMessage("*MB are possible. Leave CheckpointPath out*");
    }

    [Theory]
    [InlineData("\"Version\": 2,", "\"Version\": 3,", "version 3 of the format")]
    [InlineData("\"Step\": ", "\"Step\": -", "contains impossible values")]
    [InlineData("\"BestScore\": null", "\"BestScore\": 1e999", "contains impossible values")]
    [InlineData("\"HasAverage\": false", "\"HasAverage\": true", "Its numbers have")]
    [InlineData("{", "[", "is damaged")]
    public void Words_that_no_training_writes_are_refused(string written, string changed, string complaint)
    {
        Fit(new() { Recipe = Quick, CheckpointPath = FilePath });
        Change("Training/checkpoint.json", content => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace(written, changed, StringComparison.Ordinal)));

        FluentActions.Invoking(Load).Should().Throw<InvalidDataException>().WithMessage($"*{complaint}*");
    }

    [Theory]
    [InlineData(0x7FC00000, "is not finite")] // NaN
    [InlineData(0x3F800000, "two networks differ")]
    public void Numbers_that_no_training_writes_are_refused(int bits, string complaint)
    {
        Fit(new() { Recipe = Quick, CheckpointPath = FilePath });
        Change("Training/numbers", content =>
        {
            BinaryPrimitives.WriteInt32LittleEndian(content, bits);
            Crc32.Hash(content.AsSpan(0, content.Length - 4)).CopyTo(content.AsSpan(content.Length - 4));
            return content;
        });

        FluentActions.Invoking(Load).Should().Throw<InvalidDataException>().WithMessage($"*{complaint}*");
    }

    // The numbers are the weights, then the first moments, then the second, of 2 to 8 to 3 values each.
    [Theory]
    [InlineData(2, -1e-6f)]
    [InlineData(1, 1e30f)]
    [InlineData(1, -1e30f)]
    public void Moments_that_no_gradients_lead_to_are_refused(int set, float moment)
    {
        Fit(new() { Recipe = Quick, CheckpointPath = FilePath });
        var count = (int)Load().Network.ParameterCount;
        Change("Training/numbers", content =>
        {
            BinaryPrimitives.WriteSingleLittleEndian(content.AsSpan(sizeof(float) * ((set * count) + 1)), moment);
            Crc32.Hash(content.AsSpan(0, content.Length - 4)).CopyTo(content.AsSpan(content.Length - 4));
            return content;
        });

        FluentActions.Invoking(Load).Should().Throw<InvalidDataException>().WithMessage("*cannot result from gradients*");
    }

    [Fact]
    public void Words_of_a_strangers_checkpoint_are_shown_short_and_do_nothing()
    {
        Fit(new() { Recipe = Quick, CheckpointPath = FilePath });
        Change("Training/checkpoint.json", content => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content)
            .Replace("\"LearningRate\": \"0.01\"", $"\"LearningRate\": \"\\u001b]0;title\\u0007{new string('x', 900_000)}\"", StringComparison.Ordinal)));

        var fit = () => Fit(new() { Recipe = Quick, CheckpointPath = FilePath });

        var message = fit.Should().Throw<InvalidOperationException>().Which.Message;
        message.Should().Contain(@"LearningRate was \u{1B}]0;title\u{7}xxx").And.NotContain("\u001B");
        message.Length.Should().BeLessThan(2_000);
    }

    private void Change(string entry, Func<byte[], byte[]> change) => File.WriteAllBytes(FilePath, ZipBytes.Write(
        ZipBytes.Read(File.ReadAllBytes(FilePath)).Select(part => part.Name == entry ? part with { Content = change(part.Content) } : part)));

    private TrainingCheckpoint Load() => TrainingCheckpoint.Load(FilePath);

    private DenseNetworkTransformer Fit(DenseNetworkTrainer.Options options) => Trainer(options).Fit(Point.GenerateLabelled(_ml));

    private DenseNetworkTrainer Trainer(DenseNetworkTrainer.Options options) =>
        _ml.MulticlassClassification.Trainers.DenseNetwork(options);
}
