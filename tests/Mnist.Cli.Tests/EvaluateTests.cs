using Mnist.Cli.Tests.Support;

namespace Mnist.Cli.Tests;

public sealed class EvaluateTests(SmallDigits digits) : IClassFixture<SmallDigits>
{
    [Fact]
    public async Task The_figures_are_those_of_the_classifier()
    {
        var result = await MnistTool.RunAsync("evaluate", digits.Model, "--data", digits.Folder, "--json");

        var metrics = digits.Classifier.Evaluate(digits.Data.Test);
        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("accuracy").GetDouble().Should().Be(metrics.MicroAccuracy);
        result.Json.GetProperty("macroAccuracy").GetDouble().Should().Be(metrics.MacroAccuracy);
        result.Json.GetProperty("logLoss").GetDouble().Should().Be(metrics.LogLoss);
        result.Json.GetProperty("ece").GetDouble()
            .Should().Be(digits.Classifier.EvaluateCalibration(digits.Data.Test).ExpectedCalibrationError);
        result.Json.GetProperty("images").GetInt32().Should().Be(200);
    }

    [Fact]
    public async Task A_row_of_the_confusion_matrix_is_a_label_and_a_column_a_prediction()
    {
        var result = await MnistTool.RunAsync("evaluate", digits.Model, "-d", digits.Folder, "--json");

        var expected = new int[10 * 10];
        for (var index = 0; index < digits.Data.Test.Count; index++)
        {
            var taken = digits.Classifier.Predict(digits.Data.Test.GetPixels(index)).Digit;
            expected[(10 * digits.Data.Test.GetLabel(index)) + taken]++;
        }

        result.Json.GetProperty("confusion").EnumerateArray()
            .SelectMany(row => row.EnumerateArray().Select(count => count.GetInt32()))
            .Should().Equal(expected);
    }

    [Fact]
    public async Task The_model_in_the_package_is_evaluated_too()
    {
        var result = await MnistTool.RunAsync("evaluate", "--pretrained", "-d", digits.Folder);

        result.ExitCode.Should().Be(0);
        result.Output.Should().Contain("the model in the package").And.Contain("precision").And.Contain("recall");
    }

    [Theory]
    [InlineData("Name the FILE of a model, or --pretrained.")]
    [InlineData("FILE and --pretrained exclude each other.", "model.zip", "--pretrained")]
    [InlineData("--data and --generated exclude each other.", "model.zip", "--data", "x", "--generated")]
    public async Task Too_little_and_too_much_are_reported(string message, params string[] arguments)
    {
        var result = await MnistTool.RunAsync(["evaluate", .. arguments]);

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain(message);
    }

    [Fact]
    public async Task A_file_that_is_not_a_model_is_reported()
    {
        var result = await MnistTool.RunAsync(
            "evaluate", Path.Join(digits.Folder, "t10k-labels-idx1-ubyte"), "-d", digits.Folder, "--json");

        result.ExitCode.Should().Be(1);
        result.Json.GetProperty("error").GetString().Should().Contain("t10k-labels-idx1-ubyte");
        result.Json.GetProperty("exitCode").GetInt32().Should().Be(1);
    }
}
