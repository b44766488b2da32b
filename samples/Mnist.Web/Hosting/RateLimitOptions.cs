using System.ComponentModel.DataAnnotations;

namespace Mnist.Web.Hosting;

/// <summary>
/// The rate limit of one client: a request costs one token, and another for each 100,000 pixels and bytes of a picture. A
/// person who draws sends at most ten requests a second.
/// </summary>
/// <remarks>The generated configuration binding ignores init-only properties, so these have setters.</remarks>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimit";

    /// <summary>Gets the number of tokens per second; 0 for no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "give a number from 0 (no limit) to 1,000,000.")]
    public int PerSecond { get; set; } = 20;

    /// <summary>Gets the largest number of tokens.</summary>
    [Range(1, 1_000_000, ErrorMessage = "give a number from 1 to 1,000,000.")]
    public int Burst { get; set; } = 200;
}
