using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Hosting;

public sealed class MetricsTests : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentBag<string> _measurements = [];

    [Fact]
    public async Task Predictions_and_refusals_are_counted_and_timed()
    {
        await using var server = await WebServer.StartAsync();
        Listen(server.Get<IMeterFactory>());

        await server.Client.SendPixelsAsync(Pictures.One);
        await server.Client.SendPictureAsync(Pictures.Blank);
        await server.Client.SendJsonAsync("?");

        _measurements.Should().BeEquivalentTo(
            "mnist.predictions 1 digit=1 finding=digit",
            "mnist.predictions 1 digit=none finding=blank",
            "mnist.refusals 1 http.response.status_code=400",
            "mnist.prediction.duration finding=digit",
            "mnist.prediction.duration finding=blank");
    }

    [Fact]
    public async Task Too_many_requests_are_answered_so_too()
    {
        await using var server = await WebServer.StartAsync("--RateLimit:PerSecond=1", "--RateLimit:Burst=1");
        Listen(server.Get<IMeterFactory>());

        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => server.Client.SendPixelsAsync(Pictures.One)));

        _measurements.Count(measurement => measurement == "mnist.refusals 1 http.response.status_code=429")
            .Should().Be(responses.Count(response => response.StatusCode == HttpStatusCode.TooManyRequests)).And.BePositive();
    }

    [Fact]
    public async Task Requests_that_are_sent_too_slowly_are_answered_so_too()
    {
        await using var server = await WebServer.StartAsync("--Limits:TimeoutSeconds=1");
        Listen(server.Get<IMeterFactory>());
        using var upload = await Upload.StartAsync(server);

        await upload.ReadAnswerAsync();

        _measurements.Should().Equal("mnist.refusals 1 http.response.status_code=504");
    }

    public void Dispose() => _listener.Dispose();

    // Only of this server: others run at the same time.
    private void Listen(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Mnist.Web" && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _measurements.Add($"{instrument.Name} {value} {Describe(tags)}"));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            value.Should().BePositive();
            _measurements.Add($"{instrument.Name} {Describe(tags)}");
        });
        _listener.Start();
    }

    private static string Describe(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
