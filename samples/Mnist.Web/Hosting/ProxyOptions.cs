namespace Mnist.Web.Hosting;

/// <summary>The proxies that are trusted with the addresses of clients. None by default.</summary>
/// <remarks>The generated configuration binding ignores init-only properties, so these have setters.</remarks>
internal sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>Gets addresses, such as <c>10.0.0.2</c>.</summary>
    public IReadOnlyList<string> Addresses { get; set; } = [];

    /// <summary>Gets networks, such as <c>10.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> Networks { get; set; } = [];

    public bool IsEmpty => Addresses.Count + Networks.Count == 0;
}
