namespace DenseNetworks.IO;

/// <summary>Says what memory was asked for, and how much, where there is not enough: .NET's own words say neither.</summary>
internal static class MemoryFault
{
    /// <summary>Does something that takes memory.</summary>
    /// <param name="what">What needs it: the beginning of a sentence.</param>
    /// <param name="size">About how many bytes it needs.</param>
    /// <param name="step">Does it.</param>
    /// <exception cref="InsufficientMemoryException">There is not as much.</exception>
    public static T Explain<T>(string what, long size, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (OutOfMemoryException e) when (e is not InsufficientMemoryException)
        {
            throw Of(what, size, e);
        }
    }

    /// <summary>Words it.</summary>
    public static InsufficientMemoryException Of(string what, long size, Exception? reason = null) => new(FormattableString.Invariant(
        $"{what} needs about {size:N0} bytes of memory, which this process cannot get. Give it more, or use less of it elsewhere."), reason);
}
