namespace Mnist.Web.Hosting;

/// <summary>The proxies whose word on a client's address is taken. None unless they are named.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>Gets addresses, such as <c>10.0.0.2</c>.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Gets networks, such as <c>10.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    public bool IsEmpty => Addresses.Count + Networks.Count == 0;
}
