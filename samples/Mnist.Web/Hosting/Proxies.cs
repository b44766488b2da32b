using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Mnist.Web.Hosting;

/// <summary>
/// Reads the address and the scheme of clients behind a proxy from X-Forwarded-For and X-Forwarded-Proto, only from configured
/// proxies, because anyone can send these headers.
/// </summary>
internal static class Proxies
{
    /// <returns>Whether an address is one of the proxies.</returns>
    public static Func<IPAddress, bool> AddProxies(this WebApplicationBuilder builder)
    {
        var proxies = Settings.Read(
            builder.Configuration.GetSection(ProxyOptions.Section), section => section.Get<ProxyOptions>());
        builder.Services.AddSingleton(proxies);
        var addresses = proxies.Addresses.Select(ParseAddress).ToList();
        var networks = proxies.Networks.Select(ParseNetwork).ToList();
        builder.Services.Configure<ForwardedHeadersOptions>(headers =>
        {
            // ASP.NET Core reads the headers by itself if ForwardedHeaders_Enabled is set, and then trusts everyone if no proxy
            // is configured.
            headers.ForwardedHeaders = proxies.IsEmpty
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            addresses.ForEach(headers.KnownProxies.Add);
            networks.ForEach(headers.KnownIPNetworks.Add);
        });
        var plain = addresses.ConvertAll(Plain);
        return address => plain.Contains(Plain(address)) || networks.Exists(network => network.Contains(Plain(address)));
    }

    public static void UseProxies(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<ProxyOptions>().IsEmpty)
        {
            app.UseForwardedHeaders();
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPAddress ParseAddress(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new InvalidConfigurationException($"Proxies:Addresses in the configuration: '{text}' is not an IP address.");

    private static IPNetwork ParseNetwork(string text) => IPNetwork.TryParse(text, out var network)
        ? network
        : throw new InvalidConfigurationException(
            $"Proxies:Networks in the configuration: '{text}' is not a network such as 10.0.0.0/8.");
}
