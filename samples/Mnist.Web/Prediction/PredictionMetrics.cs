using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Mnist.Web.Prediction;

/// <summary>The metrics, for OpenTelemetry, dotnet-counters and other listeners. They say nothing about the pictures.</summary>
internal sealed class PredictionMetrics
{
    public const string MeterName = "Mnist.Web";

    private static readonly double[] Seconds =
        [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Counter<long> _predictions;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _duration;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory disposes it.")]
    public PredictionMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _predictions = meter.CreateCounter<long>(
            "mnist.predictions", "{prediction}", "Predictions, by digit and by finding.");
        _refusals = meter.CreateCounter<long>(
            "mnist.refusals", "{request}", "Requests for a prediction that were refused, by status.");
        _duration = meter.CreateHistogram(
            "mnist.prediction.duration", "s", "From the request's headers to the prediction.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
    }

    public void Count(PredictionAnswer answer, long started)
    {
        var finding = new KeyValuePair<string, object?>("finding", answer.Finding);
        var digit = answer.Digit?.ToString(CultureInfo.InvariantCulture) ?? "none";
        _predictions.Add(1, new KeyValuePair<string, object?>("digit", digit), finding);
        _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, finding);
    }

    public void CountRefusal(int status) =>
        _refusals.Add(1, new KeyValuePair<string, object?>("http.response.status_code", status));
}
