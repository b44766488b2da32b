using System.Text.Json;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

public sealed class BenchmarksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Results_are_also_written_as_JSON()
    {
        var file = _folder.File("results.json");

        var output = DotNet.Run(
            _folder.Path, Repository.BenchmarksProgram, "startup", "--quick", "--threads", "1", "--json", file);

        output.Should()
            .Contain(line => line.StartsWith("| wall time | DigitReader.Load, ReadImage |", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var results = json.RootElement.EnumerateArray().ToList();
        results.Should().AllSatisfy(result => result.EnumerateObject().Select(property => property.Name)
            .Should().Equal("suite", "case", "subject", "median", "unit", "ratio"));
        var times = results.Where(result => result.GetProperty("case").GetString() == "wall time").ToList();
        times.Should().HaveCountGreaterThan(3).And.AllSatisfy(
            result => result.GetProperty("median").GetDouble().Should().BePositive());
        times[0].GetProperty("ratio").GetDouble().Should().Be(1);
        // It publishes a program, and other tests pack what lies here at the same time.
        var built = Path.Combine(Repository.SourceFolder, "Mnist.Digits", "bin", Repository.Configuration, "net8.0");
        new[] { "Mnist.Digits.pdb", "DenseNetworks.pdb" }.Should().AllSatisfy(
            symbols => File.Exists(Path.Combine(built, symbols)).Should().BeTrue());
    }

    [Theory]
    [InlineData("", "Set TABULAR_DATA_DIR to a folder with tables as CSV files.")]
    [InlineData("label,fold,a", "The table 'one' has no rows, rows of several lengths, or a first line that does not begin with")]
    public void Without_tables_the_needed_ones_are_named(string table, string answer)
    {
        var folder = _folder.File("tables");
        if (table.Length > 0)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "one.csv"), table);
        }

        using var process = DotNet.Start(
            _folder.Path, new() { ["TABULAR_DATA_DIR"] = folder }, [Repository.BenchmarksProgram, "tabular"]);

        process.StandardError.ReadToEnd().Should().StartWith(answer);
        process.WaitForExit();
        process.ExitCode.Should().Be(1);
    }

    [Fact]
    public void Tables_are_cross_validated_by_their_folds()
    {
        File.WriteAllLines(_folder.File("line.csv"), [
            "fold,label,x,y",
            .. Enumerable.Range(0, 60).Select(i => $"{i % 3},{(i % 2 == 0 ? "even" : "odd")},{i % 2},{i % 7}"),
        ]);
        using var process = DotNet.Start(
            _folder.Path, new() { ["TABULAR_DATA_DIR"] = _folder.Path }, [
                Repository.BenchmarksProgram, "tabular", "--quick", "--threads", "1"]);

        process.StandardOutput.ReadToEnd().Should().Contain("| line, accuracy | 100.00 % | 100.00 % | 100.00 % | 100.00 % |");
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("There is no suite 'speed'", "speed")]
    [InlineData("--threads needs a number", "startup", "--threads", "none")]
    [InlineData("--json needs a value", "startup", "--json")]
    [InlineData("--model needs a value", "rejection", "--model")]
    [InlineData("--model 'none.zip': there is no such file", "calibration", "--model", "none.zip")]
    [InlineData("'--diagrams' is not understood after 'rejection'", "rejection", "--diagrams", "folder")]
    [InlineData("'--test' is not understood after 'startup'", "startup", "--test")]
    [InlineData("'--held-out' is not understood after 'accuracy'", "accuracy", "--held-out")]
    [InlineData("'--best' is not understood after 'augmentation'", "augmentation", "--best")]
    [InlineData("--json 'none/results.json': name a file", "accuracy", "--best", "--json", "none/results.json")]
    [InlineData("--model 'none.zip': there is no such file", "robustness", "--held-out", "--model", "none.zip")]
    public void Unsupported_content_is_answered_with_the_supported_types(string answer, params string[] arguments)
    {
        using var process = DotNet.Start(_folder.Path, [], [Repository.BenchmarksProgram, .. arguments]);

        process.StandardError.ReadToEnd().Should().StartWith(answer).And.ContainAll("Usage:", "--json FILE", "all");
        process.WaitForExit();
        process.ExitCode.Should().Be(2);
    }
}
