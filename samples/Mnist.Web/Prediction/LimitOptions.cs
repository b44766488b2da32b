using System.ComponentModel.DataAnnotations;

namespace Mnist.Web.Prediction;

/// <summary>How large a request may be, and how many large ones are worked on at once: together, how much memory they take.</summary>
/// <remarks>The generator of the binding leaves properties that are only initialised as they are, so these can be set.</remarks>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    private const int Mebibyte = 1 << 20;

    /// <summary>Gets the largest picture file.</summary>
    [Range(1, 512 * Mebibyte, ErrorMessage = "give a number of bytes from 1 to 536,870,912.")]
    public int PictureBytes { get; set; } = 10 * Mebibyte;

    /// <summary>Gets the largest JSON: 784 numbers fit well, also written one on a line.</summary>
    [Range(1, Mebibyte, ErrorMessage = "give a number of bytes from 1 to 1,048,576.")]
    public int JsonBytes { get; set; } = 32 * 1024;

    /// <summary>Gets the largest picture, decoded. The page shrinks larger ones before it sends them.</summary>
    [Range(1, 100, ErrorMessage = "give a number from 1 to 100; the library reads no larger ones.")]
    public int Megapixels { get; set; } = 4;

    /// <summary>Gets how many requests above 256 KiB may be on the line at once.</summary>
    [Range(1, 10_000, ErrorMessage = "give a number from 1 to 10,000.")]
    public int LargeUploadsAtOnce { get; set; } = 16;

    /// <summary>Gets how many of these may come from one client.</summary>
    [Range(1, 10_000, ErrorMessage = "give a number from 1 to 10,000.")]
    public int LargeUploadsPerClient { get; set; } = 4;

    /// <summary>Gets how many pictures are decoded and read at once; one client gets half.</summary>
    [Range(2, 1_000, ErrorMessage = "give a number from 2 to 1,000, so that one client can have half.")]
    public int PicturesAtOnce { get; set; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Gets how many connections may be open.</summary>
    [Range(1, 1_000_000, ErrorMessage = "give a number from 1 to 1,000,000.")]
    public int Connections { get; set; } = 1_000;

    /// <summary>Gets how many of these may be open to one client.</summary>
    [Range(1, 1_000_000, ErrorMessage = "give a number from 1 to 1,000,000.")]
    public int ConnectionsPerClient { get; set; } = 100;

    /// <summary>Gets how long a new connection may be silent.</summary>
    [Range(1, 3_600, ErrorMessage = "give a number of seconds from 1 to 3,600.")]
    public int SilenceSeconds { get; set; } = 5;

    /// <summary>Gets how long a request may take.</summary>
    [Range(1, 3_600, ErrorMessage = "give a number of seconds from 1 to 3,600.")]
    public int TimeoutSeconds { get; set; } = 30;
}
