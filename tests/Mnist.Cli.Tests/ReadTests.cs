using Mnist.Cli.Tests.Support;
using Mnist.Digits;
using StbImageWriteSharp;
using Testing;

namespace Mnist.Cli.Tests;

public sealed class ReadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_rows_are_printed_as_text()
    {
        var result = await MnistTool.RunAsync("read", WriteOnes("11.png", 2));

        result.ExitCode.Should().Be(0);
        result.Output.Trim().Should().Be("11");
    }

    [Fact]
    public async Task Json_has_every_digit_with_its_place_and_finding()
    {
        var picture = WriteOnes("111.png", 3);

        var result = await MnistTool.RunAsync("read", picture, "--json");

        var read = result.Json.GetProperty("pictures")[0];
        read.GetProperty("file").GetString().Should().Be(picture);
        read.GetProperty("rows").EnumerateArray().Select(row => row.GetString()).Should().Equal("111");
        var digits = read.GetProperty("digits").EnumerateArray().ToList();
        var found = DigitReader.LoadPretrained().ReadAll(picture);
        digits.Select(digit => digit.GetProperty("left").GetInt32()).Should().Equal(found.Select(digit => digit.Bounds.Left));
        digits.Select(digit => digit.GetProperty("height").GetInt32()).Should()
            .Equal(found.Select(digit => digit.Bounds.Height));
        digits.Should()
            .OnlyContain(digit => digit.GetProperty("digit").GetInt32() == 1 && digit.GetProperty("isDigit").GetBoolean()
            && digit.GetProperty("finding").GetString() == "digit" && digit.GetProperty("row").GetInt32() == 0);
    }

    [Fact]
    public async Task The_picture_is_drawn_with_boxes_and_answers()
    {
        var output = _folder.File("out.png");

        var result = await MnistTool.RunAsync("read", WriteOnes("1.png", 2), "--annotate", output);

        result.ExitCode.Should().Be(0);
        using var file = File.OpenRead(output);
        var drawn = StbImageSharp.ImageResult.FromStream(file, StbImageSharp.ColorComponents.RedGreenBlue);
        (drawn.Width, drawn.Height).Should().Be((260, 120));
        drawn.Data.Chunk(3).Should().Contain(pixel => pixel[0] == 0 && pixel[1] == 128 && pixel[2] == 0);
    }

    [Fact]
    public async Task Annotations_are_for_one_picture()
    {
        var result = await MnistTool.RunAsync(
            "read", WriteOnes("a.png", 2), WriteOnes("b.png", 2), "--annotate", _folder.File("out.png"));

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("Name only one");
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_does_not_hide_the_others()
    {
        var result = await MnistTool.RunAsync("read", _folder.File("none.png"), WriteOnes("11.png", 2), "--json");

        result.ExitCode.Should().Be(1);
        result.Json.GetProperty("pictures")[0].GetProperty("error").GetString().Should().Contain("none.png");
        result.Json.GetProperty("pictures")[1].GetProperty("rows")[0].GetString().Should().Be("11");
    }

    // Strokes, black on white.
    private string WriteOnes(string name, int count)
    {
        var (width, height) = (100 + (80 * count), 120);
        var pixels = new byte[width * height];
        Array.Fill(pixels, byte.MaxValue);
        for (var i = 0; i < count; i++)
        {
            for (var row = 30; row < 90; row++)
            {
                pixels.AsSpan((row * width) + 60 + (80 * i) - (row / 10), 9).Clear();
            }
        }

        using var file = File.Create(_folder.File(name));
        new ImageWriter().WritePng(pixels, width, height, ColorComponents.Grey, file);
        return _folder.File(name);
    }
}
