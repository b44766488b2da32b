using Mnist.Classifier;
using Mnist.Cli.Tests.Support;
using StbImageWriteSharp;
using Testing;

namespace Mnist.Cli.Tests;

public sealed class PredictTests(SmallDigits digits) : IClassFixture<SmallDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_picture_is_read_in_its_turn()
    {
        var (first, second) = (Write("b.png", 3), Write("a.png", 4));

        var result = await MnistTool.RunAsync("predict", first, second, "--json");

        result.ExitCode.Should().Be(0);
        var read = result.Json.GetProperty("predictions").EnumerateArray().ToList();
        read.Select(item => item.GetProperty("file").GetString()).Should().Equal(first, second);
        var expected = MnistClassifier.LoadPretrained().PredictImage(first);
        read[0].GetProperty("digit").GetInt32().Should().Be(expected.Digit);
        read[0].GetProperty("confidence").GetSingle().Should().Be(expected.Confidence);
        read[0].GetProperty("isDigit").GetBoolean().Should().Be(expected.IsDigit);
        read[0].GetProperty("finding").GetString().Should().Be("digit");
        read[0].GetProperty("probabilities").EnumerateArray().Select(value => value.GetSingle()).Should()
            .Equal(expected.Probabilities);
    }

    [UnixFact]
    public async Task Control_characters_in_names_are_escaped()
    {
        var name = "\u001B]0;title\a\nmnist: all is well\u202E.png";
        await File.WriteAllTextAsync(_folder.File(name), "no picture");

        var predicted = await MnistTool.RunAsync("predict", _folder.File(name));
        var loaded = await MnistTool.RunAsync("info", _folder.File(name));

        foreach (var text in new[] { predicted.Output, loaded.Error })
        {
            text.Should().Contain(@"\u{1B}]0;title\u{7}\u{A}mnist: all is well\u{202E}.png").And.NotContainAny(
                "\u001B", "\a", "\u202E", "\nmnist: all");
        }
    }

    [UnixFact]
    public async Task A_pipe_without_a_writer_is_reported_without_waiting()
    {
        SpecialFiles.MakePipe(_folder.File("pipe.png"));

        var picture = await MnistTool.RunAsync("predict", _folder.File("pipe.png"));
        var model = await MnistTool.RunAsync("info", _folder.File("pipe.png"));

        picture.Output.Should().Contain("it is a named pipe, not a file");
        model.Error.Should().Contain("it is a named pipe, not a file");
    }

    [Fact]
    public async Task A_model_file_reads_them()
    {
        var picture = Write("7.png", 7);

        var result = await MnistTool.RunAsync("predict", picture, "--model", digits.Model, "--json");

        result.Json.GetProperty("predictions")[0].GetProperty("confidence").GetSingle()
            .Should().Be(digits.Classifier.PredictImage(picture).Confidence);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_does_not_hide_the_others()
    {
        var (good, bad) = (Write("good.png", 2), _folder.File("bad.png"));
        await File.WriteAllTextAsync(bad, "no picture");

        var result = await MnistTool.RunAsync("predict", bad, _folder.File("none.png"), good, "--json");

        result.ExitCode.Should().Be(1);
        var read = result.Json.GetProperty("predictions").EnumerateArray().ToList();
        read[0].GetProperty("error").GetString().Should().Contain("bad.png");
        read[1].GetProperty("error").GetString().Should().Contain("none.png");
        read[2].TryGetProperty("error", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_blank_picture_has_no_digit_and_is_not_a_failure()
    {
        var blank = _folder.File("blank.png");
        Write(blank, new byte[28 * 28]);

        var result = await MnistTool.RunAsync("predict", blank, "--json");

        result.ExitCode.Should().Be(0);
        var read = result.Json.GetProperty("predictions")[0];
        read.GetProperty("digit").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        read.GetProperty("isDigit").GetBoolean().Should().BeFalse();
        read.GetProperty("error").GetString().Should().Be("The picture is blank.");
        read.GetProperty("finding").GetString().Should().Be("blank");
    }

    [Fact]
    public async Task A_picture_that_is_too_small_is_reported_as_too_small()
    {
        var path = _folder.File("small.png");
        Write(path, [255, 255, 255, 255, 254, 255, 255, 255, 255], side: 3);

        var result = await MnistTool.RunAsync("predict", path, "--json");

        result.ExitCode.Should().Be(0);
        var read = result.Json.GetProperty("predictions")[0];
        read.GetProperty("error").GetString().Should()
            .StartWith("The picture is too small: its longest side has less than 12 pixels");
        read.GetProperty("finding").GetString().Should().Be("tooSmall");
    }

    [Fact]
    public async Task Several_digits_are_reported_as_several_in_words_and_as_json()
    {
        var path = _folder.File("two.png");
        var twoLines = Enumerable.Range(0, 56 * 56)
            .Select(place => (byte)(place / 56 is >= 16 and < 40 && place % 56 is 18 or 19 or 36 or 37 ? 255 : 0));
        Write(path, [.. twoLines], side: 56);

        (await MnistTool.RunAsync("predict", path)).Output.Should().Contain("several digits");
        var result = await MnistTool.RunAsync("predict", path, "--json");
        result.Json.GetProperty("predictions")[0].GetProperty("finding").GetString().Should().Be("severalDigits");
    }

    [Fact]
    public async Task A_picture_is_read_from_standard_input()
    {
        var picture = Write("5.png", 5);

        var result = await MnistTool.RunAsync(await File.ReadAllBytesAsync(picture), "predict", "-", "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("predictions")[0].GetProperty("confidence").GetSingle()
            .Should().Be(MnistClassifier.LoadPretrained().PredictImage(picture).Confidence);
    }

    [Fact]
    public async Task A_pattern_stands_for_the_matching_files()
    {
        var names = new[] { Write("1.png", 1), Write("2.png", 2) };
        await File.WriteAllTextAsync(_folder.File("notes.txt"), "");

        var result = await MnistTool.RunAsync("predict", _folder.File("*.png"), "--json");

        result.Json.GetProperty("predictions").EnumerateArray().Select(item => item.GetProperty("file").GetString()).Should()
            .Equal(names);
    }

    [Fact]
    public async Task A_pattern_without_matches_is_reported()
    {
        var result = await MnistTool.RunAsync("predict", _folder.File("*.jpg"));

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("No file matches");
    }

    [Fact]
    public async Task A_pattern_without_matches_does_not_hide_the_other_pictures()
    {
        var result = await MnistTool.RunAsync("predict", Write("1.png", 1), _folder.File("*.jpg"), "--json");

        result.ExitCode.Should().Be(1);
        result.Json.GetProperty("predictions").EnumerateArray().Select(item => item.GetProperty("digit").ValueKind)
            .Should().Equal(System.Text.Json.JsonValueKind.Number, System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Waiting_for_standard_input_can_be_interrupted()
    {
        var input = new EndlessWait();
        var interrupt = new CancellationTokenSource();

        var predicting = MnistTool.RunAsync(input, interrupt.Token, "predict", "-", "--json");
        await input.Begun;
        await interrupt.CancelAsync();
        var result = await predicting;

        result.ExitCode.Should().Be(130);
        result.Json.GetProperty("error").GetString().Should().Be("Interrupted.");
    }

    [Fact]
    public async Task In_a_pipe_there_is_a_line_for_each_picture()
    {
        var result = await MnistTool.RunAsync("predict", Write("1.png", 1), Write("2.png", 2));

        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(3); // with the names of the columns
    }

    [Fact]
    public async Task A_folder_stands_for_the_pictures_in_it_and_below()
    {
        Directory.CreateDirectory(_folder.File("photos/more"));
        Write("photos/2.png", 2);
        Write("photos/1.png", 1);
        Write("photos/more/3.png", 3);
        await File.WriteAllTextAsync(_folder.File("photos/notes.txt"), "");

        var result = await MnistTool.RunAsync("predict", _folder.File("photos"), "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("predictions").EnumerateArray()
            .Select(item => Path.GetFileName(item.GetProperty("file").GetString()))
            .Should().Equal("1.png", "2.png", "3.png");
    }

    [Theory]
    [InlineData("*/*.png", 2)]
    [InlineData("**/*.png", 3)]
    [InlineData("photos-?", 2)]
    public async Task A_pattern_may_be_of_folders(string pattern, int count)
    {
        Directory.CreateDirectory(_folder.File("photos-a"));
        Directory.CreateDirectory(_folder.File("photos-b"));
        Write("0.png", 0);
        Write("photos-a/1.png", 1);
        Write("photos-b/2.png", 2);

        var result = await MnistTool.RunAsync("predict", Path.Join(_folder.Path, pattern), "--json");

        result.Json.GetProperty("predictions").GetArrayLength().Should().Be(count);
    }

    [Fact]
    public async Task A_folder_without_pictures_is_reported()
    {
        var result = await MnistTool.RunAsync("predict", _folder.Path);

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("has no PNG");
    }

    [Fact]
    public async Task Programs_get_a_line_for_each_picture()
    {
        var (good, bad) = (Write("a,b.png", 3), _folder.File("none.png"));

        var csv = (await MnistTool.RunAsync("predict", good, bad, "--format", "csv")).Output.Split(
            '\n', StringSplitOptions.TrimEntries);
        var lines = (await MnistTool.RunAsync("predict", good, bad, "--format", "jsonl")).Output.Split(
            '\n', StringSplitOptions.RemoveEmptyEntries);

        csv[0].Should().Be("file,digit,confidence,isDigit,finding,error");
        csv[1].Should().StartWith($"\"{good}\",");
        csv[2].Should().StartWith($"{bad},,,false,,");
        lines.Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("file").GetString()).Should()
            .Equal(good, bad);
    }

    [Fact]
    public async Task A_table_without_labels_becomes_a_submission()
    {
        var (table, output) = (_folder.File("test.csv"), _folder.File("submission.csv"));
        var test = digits.Data.Test;
        var rows = Enumerable.Range(0, 20).Select(index => string.Join(',', test.GetPixels(index).ToArray()));
        await File.WriteAllLinesAsync(
            table, rows.Prepend(string.Join(',', Enumerable.Range(0, 784).Select(pixel => $"pixel{pixel}"))));

        var result = await MnistTool.RunAsync("predict", "--table", table, "--out", output, "--model", digits.Model);

        result.ExitCode.Should().Be(0);
        (await File.ReadAllLinesAsync(output)).Should().Equal(
            Enumerable.Range(0, 20).Select(index => $"{index + 1},{digits.Classifier.Predict(test.GetPixels(index)).Digit}")
                .Prepend("ImageId,Label"));
    }

    [Theory]
    [InlineData("IMAGE and --table exclude each other.", "a.png", "--table", "b.csv")]
    [InlineData("--format", "a.png", "--format", "xml")]
    public async Task Contradicting_options_are_reported(string message, params string[] arguments)
    {
        var result = await MnistTool.RunAsync(["predict", .. arguments]);

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain(message);
    }

    private string Write(string name, int index)
    {
        var path = _folder.File(name);
        Write(path, digits.Data.Test.GetPixels(index).ToArray());
        return path;
    }

    private static void Write(string path, byte[] pixels, int side = 28)
    {
        using var stream = File.Create(path);
        new ImageWriter().WritePng(pixels, side, side, ColorComponents.Grey, stream);
    }
}
