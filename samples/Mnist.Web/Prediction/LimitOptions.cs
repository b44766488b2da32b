using System.ComponentModel.DataAnnotations;

namespace Mnist.Web.Prediction;

/// <summary>The limits of request sizes and of concurrent large requests, which together limit memory.</summary>
/// <remarks>The generated configuration binding ignores init-only properties, so these have setters.</remarks>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    private const int Mebibyte = 1 << 20;

    /// <summary>Gets the largest size of a picture file.</summary>
    [Range(1, 512 * Mebibyte, ErrorMessage = "give a number of bytes from 1 to 536,870,912.")]
    public int PictureBytes { get; set; } = 10 * Mebibyte;

    /// <summary>Gets the largest size of JSON: more than 784 numbers need, also with one per line.</summary>
    [Range(1, Mebibyte, ErrorMessage = "give a number of bytes from 1 to 1,048,576.")]
    public int JsonBytes { get; set; } = 32 * 1024;

    /// <summary>Gets the largest decoded picture. The page shrinks larger ones before it sends them.</summary>
    [Range(1, 100, ErrorMessage = "give a number from 1 to 100; the library reads no larger ones.")]
    public int Megapixels { get; set; } = 4;

    /// <summary>Gets how many requests above 256 KiB may be received at the same time.</summary>
    [Range(1, 10_000, ErrorMessage = "give a number from 1 to 10,000.")]
    public int LargeUploadsAtOnce { get; set; } = 16;

    /// <summary>Gets how many of these may come from one client.</summary>
    [Range(1, 10_000, ErrorMessage = "give a number from 1 to 10,000.")]
    public int LargeUploadsPerClient { get; set; } = 4;

    /// <summary>Gets how many pictures are decoded and read at the same time; one client gets half.</summary>
    [Range(2, 1_000, ErrorMessage = "give a number from 2 to 1,000, so that one client can have half.")]
    public int PicturesAtOnce { get; set; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Gets the limit of open connections.</summary>
    [Range(1, 1_000_000, ErrorMessage = "give a number from 1 to 1,000,000.")]
    public int Connections { get; set; } = 1_000;

    /// <summary>Gets the limit of open connections of one client.</summary>
    [Range(1, 1_000_000, ErrorMessage = "give a number from 1 to 1,000,000.")]
    public int ConnectionsPerClient { get; set; } = 100;

    /// <summary>Gets how long a new connection may be silent.</summary>
    [Range(1, 3_600, ErrorMessage = "give a number of seconds from 1 to 3,600.")]
    public int SilenceSeconds { get; set; } = 5;

    /// <summary>Gets how long a request may take.</summary>
    [Range(1, 3_600, ErrorMessage = "give a number of seconds from 1 to 3,600.")]
    public int TimeoutSeconds { get; set; } = 30;
}
