using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mnist.Web.LoadTest;

/// <summary>Asks from many connections at once, each with its next question as soon as it has an answer.</summary>
internal sealed class Traffic : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;
    private readonly IReadOnlyList<Question> _questions;
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly List<double>[] _seconds;

    public Traffic(Uri address, int connections, IReadOnlyList<Question> questions)
    {
        _handler = new SocketsHttpHandler { MaxConnectionsPerServer = connections };
        _client = new HttpClient(_handler) { BaseAddress = address };
        _questions = questions;
        _seconds = [.. Enumerable.Range(0, connections).Select(_ => new List<double>())];
    }

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Gets how long each answer took, in seconds, the shortest first.</summary>
    public IReadOnlyList<double> Times => [.. _seconds.SelectMany(seconds => seconds).Order()];

    public Task RunAsync(TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, _seconds.Length).Select(connection => Task.Run(async () =>
        {
            for (var i = connection; Stopwatch.GetElapsedTime(started) < duration; i++)
            {
                await AskAsync(_questions[i % _questions.Count], _seconds[connection]);
            }
        })));
    }

    public void ForgetTimes() => Array.ForEach(_seconds, seconds => seconds.Clear());

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private async Task AskAsync(Question question, List<double> seconds)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var request = question.ToRequest();
            using var response = await _client.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
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
