using System.Net.Sockets;
using System.Text;

namespace Mnist.Web.Tests.Support;

/// <summary>A large picture that is on its way and does not arrive.</summary>
internal sealed class Upload : IDisposable
{
    private const int Length = 1_000_000;
    private const int Sent = 300_000; // so much at once that the server has patience with what stands still then

    private readonly TcpClient _connection = new();
    private StreamReader? _reader;

    /// <summary>Starts to send a picture, and returns when the server has begun to read it.</summary>
    /// <param name="server">Who gets it.</param>
    public static async Task<Upload> StartAsync(WebServer server)
    {
        var upload = new Upload();
        await upload._connection.ConnectAsync(server.Address.Host, server.Address.Port);
        var stream = upload._connection.GetStream();
        upload._reader = new StreamReader(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /predict HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n" +
            $"Content-Type: image/png\r\nContent-Length: {Length}\r\n\r\n"));
        // the server says so when it wants the body
        (await upload._reader.ReadLineAsync()).Should().Be("HTTP/1.1 100 Continue");
        (await upload._reader.ReadLineAsync()).Should().BeEmpty();
        await stream.WriteAsync(new byte[Sent]);
        return upload;
    }

    /// <summary>Waits for the answer, then gives up the upload and returns the status line and all that followed it.</summary>
    public async Task<(string Status, string Remainder)> ReadAnswerAsync()
    {
        var status = (await _reader!.ReadLineAsync())!;
        _connection.Client.Shutdown(SocketShutdown.Send);
        return (status, await _reader.ReadToEndAsync());
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _connection.Dispose();
    }
}
