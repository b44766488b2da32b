namespace Mnist.Digits.Pictures;

/// <summary>
/// Limits the cost of decoding in proportion to the length of the file, since a file of a few bytes can claim any number of
/// pixels.
/// </summary>
internal static class PictureCost
{
    // A blank page may have as many pixels as a photograph in a small file, so shorter files count as this long.
    private const long LeastLength = 1_000_000;

    // A photograph of 24 million pixels takes up to 290 MB of memory, and its file has 2 to 10 MB.
    private const long MostMemoryPerByte = 160;

    /// <summary>Checks that memory, or decompressed content, is in proportion to the length of the file.</summary>
    /// <param name="bytes">The maximum number of bytes.</param>
    /// <param name="length">The length of the file.</param>
    public static PictureFault Check(long bytes, long length) => IsInProportion(bytes, MostMemoryPerByte, length);

    /// <summary>Checks that work is in proportion to the length of the file.</summary>
    /// <param name="work">The amount of work.</param>
    /// <param name="mostPerByte">The maximum per byte of the file.</param>
    /// <param name="length">The length of the file.</param>
    public static PictureFault IsInProportion(long work, long mostPerByte, long length) =>
        work > mostPerByte * Math.Max(length, LeastLength) ? PictureFault.Costly : PictureFault.None;
}
