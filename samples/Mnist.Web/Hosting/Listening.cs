using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Mnist.Web.Hosting;

/// <summary>Starts to listen, and says in a sentence why it cannot.</summary>
internal static class Listening
{
    // It would write a stack trace of what is said here in a sentence.
    private const string Repeater = "Microsoft.Extensions.Hosting.Internal.Host";

    // ASP.NET Core's own.
    private const string DefaultAddress = "http://localhost:5000";

    public static void AddListening(this WebApplicationBuilder builder) => builder.Logging.AddFilter(Repeater, LogLevel.None);

    /// <exception cref="InvalidConfigurationException">An address is in use, not of this machine, or none at all.</exception>
    public static async Task ListenAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new InvalidConfigurationException(
                "The server cannot listen where the configuration says " +
                $"(Urls: {app.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultAddress}): another program does. " +
                "Name another port: --Urls http://localhost:5080.", e);
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException
            or SocketException or InvalidOperationException)
        {
            throw new InvalidConfigurationException(
                $"The server cannot listen where the configuration says (Urls: {app.Configuration[WebHostDefaults.ServerUrlsKey]}). " +
                $"{e.Message} Name a free address: --Urls http://localhost:5080.", e);
        }
    }
}
