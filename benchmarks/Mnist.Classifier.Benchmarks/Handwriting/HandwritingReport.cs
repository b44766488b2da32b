using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Reports the results of reading lists of pictures.</summary>
/// <param name="report">Receives the results.</param>
/// <param name="subject">What the model is called.</param>
/// <param name="listsFailures">Whether to name every picture that is not read as it should be.</param>
internal sealed class HandwritingReport(SuiteReport report, string subject, bool listsFailures)
{
    private const string One = "1";

    /// <summary>Adds the results of a list of digits.</summary>
    public void AddDigits(string list, IReadOnlyList<PictureReading> readings)
    {
        Count($"{list}: read correctly", readings, reading => reading.IsCorrect);
        var byKind = readings.ToLookup(reading => reading.Picture.Label == One);
        Count($"{list}: ones", [.. byKind[true]], reading => reading.IsCorrect);
        Count($"{list}: all others", [.. byKind[false]], reading => reading.IsCorrect);
        Count($"{list}: kept by IsDigit", readings, reading => reading.IsDigit);
        if (CalibrationError(readings) is { } error)
        {
            Add($"{list}: expected calibration error", error);
        }

        var writers = readings.GroupBy(reading => reading.Picture.Writer)
            .Where(writer => writer.Key is not null && writer.Any(reading => !reading.IsCorrect))
            .OrderBy(writer => writer.Key, StringComparer.Ordinal)
            .Select(writer => $"{writer.Key} {writer.Count(reading => reading.IsCorrect)} of {writer.Count()}").ToList();
        if (writers is not [])
        {
            report.Note($"{list}: writers whose digits are not all read: {string.Join(", ", writers)}.");
        }

        List("not read", readings.Where(reading => !reading.IsCorrect));
        List("read, but refused", readings.Where(reading => reading is { IsCorrect: true, IsDigit: false }));
        NoteErrors(readings);
    }

    /// <summary>Adds the results of a list of pictures that are not single digits.</summary>
    public void AddOthers(string list, IReadOnlyList<PictureReading> readings)
    {
        foreach (var kind in readings.GroupBy(reading => reading.Picture.Label))
        {
            Count($"{list}: {kind.Key}, taken for one digit", [.. kind], reading => reading.IsDigit);
        }

        List("taken for one digit", readings.Where(reading => reading.IsDigit));
        NoteErrors(readings);
    }

    /// <summary>Adds what there is to say of degraded copies of digits.</summary>
    public void AddDegraded(string degradation, IReadOnlyList<PictureReading> readings)
    {
        Count(degradation, readings, reading => reading.IsCorrect);
        List(degradation, readings.Where(reading => !reading.IsCorrect));
    }

    private void Count(string name, IReadOnlyList<PictureReading> readings, Func<PictureReading, bool> isCounted)
    {
        if (readings is not [])
        {
            var count = readings.Count(isCounted);
            Add(name, (double)count / readings.Count, $"({count} of {readings.Count})");
        }
    }

    private void Add(string name, double share, string remark = "") =>
        report.Add(name, "%", new Measurement(subject, [100 * share]), remark);

    private void List(string failure, IEnumerable<PictureReading> readings)
    {
        foreach (var reading in readings.Where(_ => listsFailures))
        {
            report.Note($"{failure}: {reading}");
        }
    }

    // Always listed: errors of the folder must not count as errors of the model.
    private void NoteErrors(IReadOnlyList<PictureReading> readings)
    {
        foreach (var error in readings.Where(reading => !listsFailures && reading.Error is not null))
        {
            report.Note($"not read: {error}");
        }
    }

    private static double? CalibrationError(IEnumerable<PictureReading> readings)
    {
        var rows = readings.Where(reading => reading.Seen is not null).Select(reading => new ScoredRow
        {
            Label = (uint)(reading.Picture.Label[0] - '0'),
            Score = [.. reading.Seen!.Probabilities],
        }).ToList();
        if (rows is [])
        {
            return null;
        }

        var context = new MLContext();
        var scored = context.Data.LoadFromEnumerable(rows);
        return context.MulticlassClassification.EvaluateCalibration(scored).ExpectedCalibrationError;
    }
}
