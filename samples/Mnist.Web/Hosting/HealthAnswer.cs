using System.ComponentModel;

namespace Mnist.Web.Hosting;

/// <param name="Status">The state in words.</param>
internal sealed record HealthAnswer([property: Description("live, ready or not ready")] string Status);
