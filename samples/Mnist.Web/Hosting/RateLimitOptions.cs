using System.ComponentModel.DataAnnotations;

namespace Mnist.Web.Hosting;

/// <summary>How many predictions one client gets. A person who draws asks for ten a second at most.</summary>
/// <remarks>The generator of the binding leaves properties that are only initialised as they are, so these can be set.</remarks>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimit";

    /// <summary>Gets how many requests a second go on for ever; 0 for no limit at all.</summary>
    [Range(0, 1_000_000, ErrorMessage = "give a number from 0 (no limit) to 1,000,000.")]
    public int PerSecond { get; set; } = 20;

    /// <summary>Gets how many requests may come at once after a pause.</summary>
    [Range(1, 1_000_000, ErrorMessage = "give a number from 1 to 1,000,000.")]
    public int Burst { get; set; } = 200;
}
