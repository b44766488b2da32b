using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Mnist.Web.LoadTest;

/// <summary>Asks from many connections at once, each with its next question as soon as it has an answer.</summary>
internal sealed class Traffic : IDisposable
{
    private readonly HttpClient[] _clients;
    private readonly IReadOnlyList<Question> _questions;
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly List<double>[] _seconds;
    private int _refusedCount;

    /// <param name="address">The server.</param>
    /// <param name="connections">How many at once.</param>
    /// <param name="areApart">Whether each has an address of its own.</param>
    /// <param name="questions">What is asked.</param>
    public Traffic(Uri address, int connections, bool areApart, IReadOnlyList<Question> questions)
    {
        _clients = [.. Enumerable.Range(0, connections).Select(i => LocalClient.From(address, areApart ? i + 1 : 1))];
        _questions = questions;
        _seconds = [.. Enumerable.Range(0, connections).Select(_ => new List<double>())];
    }

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Gets how many requests were refused because their address had asked too often.</summary>
    public int RefusedCount => _refusedCount;

    /// <summary>Gets how long each answer took, in seconds, the shortest first.</summary>
    public IReadOnlyList<double> Times => [.. _seconds.SelectMany(seconds => seconds).Order()];

    public Task RunAsync(TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, _seconds.Length).Select(connection => Task.Run(async () =>
        {
            for (var i = connection; Stopwatch.GetElapsedTime(started) < duration; i++)
            {
                await AskAsync(_clients[connection], _questions[i % _questions.Count], _seconds[connection]);
            }
        })));
    }

    public void ForgetTimes() => Array.ForEach(_seconds, seconds => seconds.Clear());

    public void Dispose()
    {
        Array.ForEach(_clients, client => client.Dispose());
    }

    private async Task AskAsync(HttpClient client, Question question, List<double> seconds)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var request = question.ToRequest();
            using var response = await client.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Interlocked.Increment(ref _refusedCount);
                return;
            }

            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            if (!response.IsSuccessStatusCode)
            {
                _errors.Enqueue($"{(int)response.StatusCode}: {answer}");
            }
            else if (!question.IsAnswer(answer))
            {
                _errors.Enqueue($"Another answer to the same question: {answer}");
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException) // the latter: no answer in time
        {
            _errors.Enqueue(e.Message);
        }
    }
}
