using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Mnist.Web.Hosting;

/// <summary>
/// Limits the connections of each client, and closes those that stay silent, which would keep others out.
/// </summary>
/// <param name="most">The limit of connections of one client.</param>
/// <param name="patience">How long a new connection may be silent.</param>
/// <param name="isProxy">Whether an address is a proxy, through which many clients come.</param>
internal sealed class ClientConnections(int most, TimeSpan patience, Func<IPAddress, bool> isProxy)
{
    private readonly Dictionary<IPAddress, int> _open = [];

    public ConnectionDelegate Limit(ConnectionDelegate next) => async connection =>
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        var client = ClientAddress.Of(address);
        if (!TryEnter(client) && !(address is not null && isProxy(address)))
        {
            Leave(client);
            return; // which closes it
        }

        try
        {
            if (await IsSpokenOnAsync(connection))
            {
                await next(connection);
            }
        }
        finally
        {
            Leave(client);
        }
    };

    private async Task<bool> IsSpokenOnAsync(ConnectionContext connection)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        end.CancelAfter(patience);
        try
        {
            var input = connection.Transport.Input;
            var read = await input.ReadAsync(end.Token);
            input.AdvanceTo(read.Buffer.Start); // for the next middleware
            return !read.Buffer.IsEmpty;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private bool TryEnter(IPAddress client)
    {
        lock (_open)
        {
            return (_open[client] = _open.GetValueOrDefault(client) + 1) <= most;
        }
    }

    private void Leave(IPAddress client)
    {
        lock (_open)
        {
            if (--_open[client] == 0)
            {
                _open.Remove(client);
            }
        }
    }
}
