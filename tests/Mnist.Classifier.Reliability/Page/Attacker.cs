using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Mnist.Web.LoadTest;

namespace Mnist.Classifier.Reliability;

/// <summary>One address, and what it got for its trouble.</summary>
/// <param name="server">Whom it attacks.</param>
/// <param name="number">The number of its address.</param>
internal sealed class Attacker(Uri server, int number) : IDisposable
{
    private readonly ConcurrentDictionary<string, int> _answers = [];
    private readonly HttpClient _client = LocalClient.From(server, number);

    /// <summary>Sends a picture over and over, so many at once.</summary>
    /// <param name="picture">The file.</param>
    /// <param name="atOnce">How many connections.</param>
    /// <param name="pause">Between an answer and the next request on the same connection.</param>
    /// <param name="end">When to stop.</param>
    public Task SendAsync(byte[] picture, int atOnce, TimeSpan pause, CancellationToken end) =>
        Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    using var content = new ByteArrayContent(picture);
                    content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                    using var response = await _client.PostAsync(new Uri("predict", UriKind.Relative), content, end);
                    Count($"{(int)response.StatusCode}");
                    await Task.Delay(pause, end);
                }
                catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
                {
                    Count("none");
                }
            }
        })));

    /// <summary>Opens connections, says something on each, and waits.</summary>
    public async Task ConnectAsync(int count, string text, CancellationToken end)
    {
        var sockets = Enumerable.Range(0, count).Select(_ => LocalClient.Connect(number)).ToList();
        try
        {
            await Task.WhenAll(sockets.Select(async socket =>
            {
                try
                {
                    await socket.ConnectAsync(IPAddress.Loopback, server.Port, end);
                    await socket.SendAsync(Encoding.ASCII.GetBytes(text), end);
                    var answer = new byte[12];
                    var length = await socket.ReceiveAsync(answer, end);
                    Count(length == 0 ? "closed" : Encoding.ASCII.GetString(answer, 0, length)[9..]);
                }
                catch (Exception e) when (e is SocketException or OperationCanceledException)
                {
                    Count("closed");
                }
            }));
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    public string Describe() => _answers.IsEmpty
        ? "nothing"
        : string.Join(", ", _answers.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {Text.Of((long)pair.Value)} times"));

    public void Dispose() => _client.Dispose();

    private void Count(string answer) => _answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
}
