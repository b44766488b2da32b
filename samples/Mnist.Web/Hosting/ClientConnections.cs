using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Mnist.Web.Hosting;

/// <summary>
/// Lets each client have some connections, and only those on which something is said: who opens them and is silent keeps others
/// out.
/// </summary>
/// <param name="most">How many connections of one client.</param>
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
            var said = await input.ReadAsync(end.Token);
            input.AdvanceTo(said.Buffer.Start); // for the one who reads it
            return !said.Buffer.IsEmpty;
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
