namespace Mnist.Digits.Pictures;

/// <summary>
/// Bounds what a file may take by what it weighs. A few bytes can stand for any number of pixels; whoever sends them pays next
/// to nothing for them.
/// </summary>
internal static class PictureCost
{
    // A blank page is a small file, and may be as large as a photograph.
    private const long LeastLength = 1_000_000;

    // A photograph of 24 million pixels takes up to 290 MB, and has 2 to 10 MB.
    private const long MostMemoryPerByte = 160;

    /// <summary>Tells whether memory, or what content unpacks to, is in proportion to the length of its file.</summary>
    /// <param name="bytes">How much it is at most.</param>
    /// <param name="length">The length of the file.</param>
    public static PictureFault Check(long bytes, long length) => IsInProportion(bytes, MostMemoryPerByte, length);

    /// <summary>Tells whether work is in proportion to the length of its file.</summary>
    /// <param name="work">How much it is.</param>
    /// <param name="mostPerByte">How much each byte may make.</param>
    /// <param name="length">The length of the file.</param>
    public static PictureFault IsInProportion(long work, long mostPerByte, long length) =>
        work > mostPerByte * Math.Max(length, LeastLength) ? PictureFault.Costly : PictureFault.None;
}
