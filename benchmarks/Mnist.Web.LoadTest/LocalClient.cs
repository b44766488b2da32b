using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Mnist.Web.LoadTest;

/// <summary>Asks from an address of this machine that is chosen: all of 127.0.0.0/8 are its own, except on macOS.</summary>
internal static class LocalClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="server">Whom to ask.</param>
    /// <param name="number">The number of the address, from 0.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler.")]
    public static HttpClient From(Uri server, int number) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = Connect(number);
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        BaseAddress = server,
        Timeout = Patience,
    };

    /// <summary>Creates an unconnected socket with such an address.</summary>
    public static Socket Connect(int number)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(new IPAddress([127, 1, (byte)(number >> 8), (byte)number]), 0));
        return socket;
    }
}
