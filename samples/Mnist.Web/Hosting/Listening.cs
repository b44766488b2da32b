using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Mnist.Web.Hosting;

/// <summary>Starts to listen, and explains why it cannot.</summary>
internal static class Listening
{
    // It would log a stack trace for an error that is explained here.
    private const string Repeater = "Microsoft.Extensions.Hosting.Internal.Host";

    // The default of ASP.NET Core.
    private const string DefaultAddress = "http://localhost:5000";

    public static void AddListening(this WebApplicationBuilder builder) => builder.Logging.AddFilter(Repeater, LogLevel.None);

    /// <exception cref="InvalidConfigurationException">An address is in use, not of this machine, or not valid.</exception>
    public static async Task ListenAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new InvalidConfigurationException(
                "The server cannot listen at the configured address " +
                $"(Urls: {app.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultAddress}): another program uses it. " +
                "Name another port: --Urls http://localhost:5080.", e);
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException
            or SocketException or InvalidOperationException)
        {
            throw new InvalidConfigurationException(
                "The server cannot listen at the configured address (Urls: " +
                $"{app.Configuration[WebHostDefaults.ServerUrlsKey]}). {e.Message} Name a free address: --Urls " +
                "http://localhost:5080.", e);
        }
    }
}
