using System.Globalization;

namespace DenseNetworks.Tests.Network;

public sealed class TrainingHistoryTests
{
    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    public void Its_epochs_are_lines_that_other_programs_read(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var history = new TrainingHistory([Epoch(1, validation: null), Epoch(2, validation: 0.75)], bestEpoch: 2);

            history.ToCsv().Should().Be(
                "epoch,loss,accuracy,validationLoss,validationAccuracy,learningRate,seconds\n" +
                "1,0.5,0.25,,,0.001,1.5\n" +
                "2,0.5,0.25,0.75,0.75,0.001,1.5\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static EpochResult Epoch(int number, double? validation) => new()
    {
        Epoch = number,
        EpochCount = 2,
        Loss = 0.5,
        Accuracy = 0.25,
        ValidationLoss = validation,
        ValidationAccuracy = validation,
        LearningRate = 0.001,
        Duration = TimeSpan.FromSeconds(1.5),
    };
}
