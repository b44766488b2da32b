using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Testing;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Calibration;

public sealed class CalibrationRowsTests : TorchTest
{
    private readonly ClassData _data = ClassData.Make(rowCount: 45, featureCount: 20, classCount: 4);
    private readonly DenseNetwork _network = Networks.Random(1, 20, 9, 3);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_row_of_the_classes_is_scored_and_no_other(bool isSparse)
    {
        var selection = _data.Select(isSparse);
        var rows = CalibrationRows.Choose(selection, classCount: 3, limit: 100, threadCount: 2);

        rows.Labels.Should().Equal(selection.Rows.Labels.Where(label => label < 3));
        Check(rows, selection);
    }

    [Fact]
    public void Rows_that_were_moved_to_a_device_are_read_from_there()
    {
        var selection = _data.Select(isSparse: false);
        var engine = new TensorEngine(
            Memory, new NetworkLayout(20, 4), new Random(1), new TrainingRecipe(), CPU, new RowLimits(1, 1));
        engine.Begin(selection);

        Check(CalibrationRows.Choose(selection, classCount: 3, limit: 100, threadCount: 2), selection);
    }

    [Fact]
    public void Too_many_rows_are_thinned_out_evenly()
    {
        var selection = _data.Select(isSparse: true);

        CalibrationRows.Choose(selection, classCount: 4, limit: 15, threadCount: 1).Labels
            .Should().Equal(selection.Rows.Labels.Where((_, row) => row % 3 == 0));
    }

    private void Check(CalibrationRows rows, RowSelection selection)
    {
        var expected = Enumerable.Range(0, selection.Count).Where(row => selection.Rows.Labels[row] < 3).ToList();
        var (logits, scores) = (rows.ComputeLogits(_network), rows.ComputeInDistributionScores(_network));

        rows.Count.Should().Be(expected.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var values = new float[3];
            _network.ComputeLogits(_data.Row(expected[i]), values);
            logits[i].Should().Equal(values);
            _network.ComputeProbabilities(_data.Row(expected[i]), values, out var score);
            scores[i].Should().Be(score);
        }
    }
}
