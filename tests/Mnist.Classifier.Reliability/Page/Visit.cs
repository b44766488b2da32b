using System.Diagnostics;
using System.Net.Http.Headers;
using Mnist.Web.LoadTest;

namespace Mnist.Classifier.Reliability;

/// <summary>What a person sees who draws, and whoever asks for health, each from an address of their own.</summary>
internal sealed class Visit
{
    /// <summary>The number of the first address that is nobody's.</summary>
    public const int AddressCount = 3;

    private const int Person = 1;
    private const int Supervisor = 2;
    private const int Side = 196;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly Uri Predict = new("predict", UriKind.Relative);
    private static readonly Uri Live = new("health/live", UriKind.Relative);

    // A stroke on paper, as the page sends it.
    private static readonly byte[] Drawing = PngBytes.Write(
        Side, Side, 8, 0, 0, false, i => (byte)(i / Side is > 30 and < 160 && i % Side is > 90 and < 105 ? 0 : 255));

    /// <summary>Gets how long each answer to a drawing took, in milliseconds.</summary>
    public List<double> Drawings { get; } = [];

    /// <summary>Gets how long each answer about health took, in milliseconds.</summary>
    public List<double> Healths { get; } = [];

    /// <summary>Gets how many drawings were not answered with a prediction.</summary>
    public int Failures { get; private set; }

    public double Median => MedianOf(Drawings);

    /// <summary>Visits while something else goes on.</summary>
    public static async Task<Visit> MakeAsync(Uri server, TimeSpan time, Func<CancellationToken, Task> meanwhile)
    {
        var visit = new Visit();
        using var end = new CancellationTokenSource();
        using var person = LocalClient.From(server, Person);
        using var supervisor = LocalClient.From(server, Supervisor);
        var other = Task.Run(() => meanwhile(end.Token));
        var started = Stopwatch.GetTimestamp();
        var drawing = Task.Run(async () =>
        {
            for (; Stopwatch.GetElapsedTime(started) < time; await Task.Delay(Pause))
            {
                visit.Failures += await AskAsync(person, new HttpRequestMessage(HttpMethod.Post, Predict) { Content = Content() }, visit.Drawings);
            }
        });
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            await AskAsync(supervisor, new HttpRequestMessage(HttpMethod.Get, Live), visit.Healths);
            await Task.Delay(Pause);
        }

        await drawing;
        await end.CancelAsync();
        await other;
        return visit;
    }

    public static double MedianOf(List<double> times) => times.Order().ElementAtOrDefault(times.Count / 2);

    public string Describe() =>
        $"{Text.Of((long)Drawings.Count)} drawings in {Text.Of(Median)} ms, at most {Text.Of(Drawings.DefaultIfEmpty().Max())} ms, {Failures} not answered";

    private static ByteArrayContent Content()
    {
        var content = new ByteArrayContent(Drawing);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return content;
    }

    private static async Task<int> AskAsync(HttpClient client, HttpRequestMessage request, List<double> times)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using (request)
            {
                using var response = await client.SendAsync(request);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                return response.IsSuccessStatusCode ? 0 : 1;
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return 1;
        }
    }
}
