using Mnist.Cli.Metrics;
using Mnist.Cli.Output;
using Mnist.Cli.Results;
using Mnist.Cli.Tests.Support;
using Spectre.Console.Testing;

namespace Mnist.Cli.Tests;

/// <summary>What is drawn where there is little room, and what a pipe gets.</summary>
public sealed class NarrowTests(SmallDigits digits) : IClassFixture<SmallDigits>
{
    [Theory]
    [InlineData(60, true)]
    [InlineData(100, false)]
    public void The_numbers_of_a_confusion_matrix_are_not_cut(int width, bool isBelow)
    {
        using var console = new TestConsole().Width(width);
        var evaluation = ModelEvaluation.Of(digits.Classifier, digits.Data.Test);
        for (var i = 0; i < 1_000; i++)
        {
            evaluation.Confusion.Add(3, 3); // four figures wide
        }

        EvaluationView.Draw(console, Evaluation.Of(evaluation, "model", "data"), evaluation.Confusion);

        console.Output.Should().MatchRegex($@"\b{evaluation.Confusion[3, 3]}\b");
        console.Lines.Should().OnlyContain(line => line.TrimEnd().Length <= width);
        console.Output.Contains("precision %", StringComparison.Ordinal).Should().Be(isBelow);
    }

    [Fact]
    public void A_picture_takes_a_line_whatever_its_name()
    {
        using var console = new TestConsole().Width(60);
        var predictions = Enumerable.Range(0, 6).Select(i => new PicturePrediction
        {
            File = $"/a/long/path/to/photographs/of/digits/number-{i}.jpg", Digit = i, Confidence = 0.5f, Finding = "noDigit",
        }).ToList();

        PredictionView.Draw(console, predictions);

        console.Lines.Count(line => line.Contains(".jpg", StringComparison.Ordinal)).Should().Be(6);
        console.Lines.Should().HaveCount(6).And.OnlyContain(line => line.Length <= 60);
    }

    [Fact]
    public void An_error_is_whole_and_a_name_cannot_write_to_the_terminal()
    {
        using var console = new TestConsole().Width(60);
        var error = "The picture 'gone.png' does not exist. Check the name; a relative path starts at the current folder.";
        var predictions = Enumerable.Range(0, 5).Select(_ => new PicturePrediction { File = "\u001b]0;x\u0007.png", Error = error });

        PredictionView.Draw(console, [.. predictions]);

        console.Output.Should().Contain("current folder.");
        console.Output.Should().NotContain("\u001b").And.NotContain("\u0007");
    }

    [Fact]
    public void A_pipe_gets_no_spaces_at_the_ends_of_lines()
    {
        using var writer = new StringWriter();
        var console = Terminal.Create(writer, isRedirected: true);

        console.Write(Tables.OfFigures(console, ("a", "1"), ("longer", "and more")));

        writer.ToString().Should().NotMatchRegex("[ \t](\r?\n|$)").And.Contain("longer").And.NotContain("\u001b");
    }

    [Theory]
    [InlineData(1, "1 epoch")]
    [InlineData(1200, "1,200 epochs")]
    public void Of_one_there_is_one(int count, string text) => Plural.Of(count, "epoch").Should().Be(text);
}
