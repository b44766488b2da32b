using System.ComponentModel.DataAnnotations;

namespace Mnist.Web.Hosting;

/// <summary>
/// How much one client gets: a request costs a token, and another for each 100,000 pixels and bytes of a picture. A person who draws
/// asks ten times a second at most.
/// </summary>
/// <remarks>The generator of the binding leaves properties that are only initialised as they are, so these can be set.</remarks>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimit";

    /// <summary>Gets how many tokens a second there are; 0 for no limit at all.</summary>
    [Range(0, 1_000_000, ErrorMessage = "give a number from 0 (no limit) to 1,000,000.")]
    public int PerSecond { get; set; } = 20;

    /// <summary>Gets how many tokens there are after a pause.</summary>
    [Range(1, 1_000_000, ErrorMessage = "give a number from 1 to 1,000,000.")]
    public int Burst { get; set; } = 200;
}
