using System.Net.Sockets;
using System.Text;

namespace Mnist.Web.Tests.Support;

/// <summary>A connection on which anything can be said.</summary>
internal sealed class Connection : IDisposable
{
    private readonly TcpClient _client = new();

    public static async Task<Connection> OpenAsync(WebServer server)
    {
        var connection = new Connection();
        await connection._client.ConnectAsync(server.Address.Host, server.Address.Port);
        return connection;
    }

    public async Task WriteAsync(string text) => await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Returns what the server says until it closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(_client.GetStream());
        try
        {
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            return ""; // closed in another way
        }
    }

    public void Dispose() => _client.Dispose();
}
