namespace Mnist.Web.Hosting;

/// <summary>The proxies whose word on a client's address is taken. None unless they are named.</summary>
/// <remarks>The generator of the binding leaves properties that are only initialised as they are, so these can be set.</remarks>
internal sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>Gets addresses, such as <c>10.0.0.2</c>.</summary>
    public IReadOnlyList<string> Addresses { get; set; } = [];

    /// <summary>Gets networks, such as <c>10.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> Networks { get; set; } = [];

    public bool IsEmpty => Addresses.Count + Networks.Count == 0;
}
