using System.Text.Json;
using Mnist.Digits;
using Testing;

namespace Mnist.Classifier.Tests.Benchmarks;

/// <summary>The benchmark on your own pictures, here drawn ones.</summary>
public sealed class HandwritingTests : IDisposable
{
    private const int Count = 24;
    private static readonly LabeledImages Digits = MnistDataset.Generate(1, Count, seed: 5).Test;

    private readonly TemporaryFolder _folder = new();

    public HandwritingTests()
    {
        Directory.CreateDirectory(_folder.File("pictures"));
        for (var index = 0; index < Count; index++)
        {
            PictureFiles.Write(_folder.File($"pictures/{index}.png"), Digits.GetPixels(index).ToArray(), 28, 28);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Digits_are_counted_as_the_reader_reads_them()
    {
        WriteList("digits.csv", "file,label,hand", Enumerable.Range(0, Count).Select(index =>
            $"pictures/{index}.png,{Digits.GetLabel(index)},{(index < Count / 2 ? "Ann" : "Bob")}"));
        var reader = DigitReader.LoadPretrained();
        var predictions = Enumerable.Range(0, Count)
            .Select(index => reader.ReadImage(_folder.File($"pictures/{index}.png"))).ToList();

        var (figures, _) = Judge();

        figures["digits.csv: read correctly"].Should().BeApproximately(
            Share(predictions.Index().Count(at => at.Item.Digit == Digits.GetLabel(at.Index)), Count), 1e-9);
        figures["digits.csv: kept by IsDigit"].Should().BeApproximately(
            Share(predictions.Count(prediction => prediction.IsDigit), Count), 1e-9);
        figures.Should().ContainKeys("digits.csv: ones", "digits.csv: all others", "digits.csv: expected calibration error");
        figures.Should().NotContainKey("boxed.csv: read correctly");
    }

    [Fact]
    public void All_lists_and_degraded_copies_have_rows_and_each_failure_is_named()
    {
        var seven = IndexOf(7);
        PictureFiles.WritePlain(_folder.File("blank.png"), 40, 40, grey: 255);
        File.WriteAllText(_folder.File("cut.png"), "no picture");
        WriteList(
            "digits.csv", "hand,file,label",
            $"Ann,pictures/{seven}.png,7", $"Ann,pictures/{seven}.png,3", "Bob,blank.png,1", "Bob,cut.png,2");
        WriteList("boxed.csv", "file,label", $"pictures/{seven}.png,7");
        WriteList("others.csv", "file,what", $"pictures/{seven}.png,tick", "blank.png,tick", "blank.png,empty field");

        var (figures, output) = Judge("--list", "--degraded");

        figures["digits.csv: read correctly"].Should().Be(25);
        figures["digits.csv: ones"].Should().Be(0);
        figures["digits.csv: kept by IsDigit"].Should().Be(50);
        figures["boxed.csv: read correctly"].Should().Be(100);
        figures["others.csv: tick, taken for one digit"].Should().Be(50);
        figures["others.csv: empty field, taken for one digit"].Should().Be(0);
        figures["blurred by 1 % of the side"].Should().Be(50, "every third is the first, and the last, which is no picture");
        figures.Keys.Should().Contain(["a sharp shadow of 0.5", "noise of 32 shades", "shaded in a line to 0.3"]);
        output.Should().Contain("| digits.csv: read correctly | 25.00 % (1 of 4) |")
            .And.Contain("- digits.csv: writers whose digits are not all read: Ann 1 of 2, Bob 0 of 2.")
            .And.Contain("- not read: blank.png, 1: blank")
            .And.Contain(line => line.StartsWith($"- not read: pictures/{seven}.png, 3: 7 (", StringComparison.Ordinal))
            .And.Contain(line => line.StartsWith("- not read: cut.png, 2: '", StringComparison.Ordinal))
            .And.Contain(line =>
                line.StartsWith($"- taken for one digit: pictures/{seven}.png, tick: 7 (", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("digits.csv': the first line must name the columns, 'file,label'", "name;label")]
    [InlineData("digits.csv', line 2: 'seven' is no digit from 0 to 9", "file,label", "pictures/0.png,seven")]
    [InlineData("digits.csv', line 3: there is no '", "file,label", "pictures/0.png,7", "pictures/none.png,7")]
    [InlineData("digits.csv', line 2: there are 3 fields for 2 columns", "file,label", "a,b.png,7")]
    [InlineData("digits.csv' names no picture", "file,label")]
    public void A_list_that_cannot_be_read_is_reported_with_its_line(string message, params string[] lines)
    {
        WriteList("digits.csv", lines[0], lines[1..]);

        Fail().Should().Contain(message);
    }

    [Fact]
    public void Without_a_list_the_error_describes_its_format() =>
        Fail().Should().ContainAll("There is no '", "digits.csv'. Write one: first the line 'file,label'");

    [Theory]
    [InlineData("hands needs a folder.", "hands", "--list")]
    [InlineData("hands 'none': there is no such folder.", "hands", "none")]
    [InlineData("'--list' is not understood after 'rejection'", "rejection", "--list")]
    public void Without_a_folder_the_usage_is_shown(string message, params string[] arguments)
    {
        using var process = DotNet.Start(_folder.Path, [], [Repository.BenchmarksProgram, .. arguments]);

        process.StandardError.ReadToEnd().Should().StartWith(message).And.Contain("hands FOLDER:");
        process.WaitForExit();
        process.ExitCode.Should().Be(2);
    }

    private static double Share(int count, int of) => 100.0 * count / of;

    private static int IndexOf(int digit) => Enumerable.Range(0, Count).First(index => Digits.GetLabel(index) == digit);

    private void WriteList(string name, string columns, params IEnumerable<string> lines) =>
        File.WriteAllLines(_folder.File(name), [columns, .. lines]);

    private (Dictionary<string, double> Figures, string[] Output) Judge(params string[] options)
    {
        var file = _folder.File("figures.json");
        var output = DotNet.Run(
            _folder.Path, [Repository.BenchmarksProgram, "hands", _folder.Path, "--json", file, .. options]);
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return (json.RootElement.EnumerateArray().ToDictionary(
            row => row.GetProperty("case").GetString()!, row => row.GetProperty("median").GetDouble()), output);
    }

    private string Fail()
    {
        using var process = DotNet.Start(_folder.Path, [], [Repository.BenchmarksProgram, "hands", _folder.Path]);
        var printed = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(1);
        return printed;
    }
}
