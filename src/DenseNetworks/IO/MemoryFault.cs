namespace DenseNetworks.IO;

/// <summary>Creates exceptions that say what memory was needed for and how much, which those of .NET do not.</summary>
internal static class MemoryFault
{
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
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

    public static InsufficientMemoryException Of(string what, long size, Exception? reason = null) => new(
        FormattableString.Invariant($"{what} needs about {size:N0} bytes of memory, which this process cannot get. ") +
        "Give it more, or use less elsewhere.", reason);
}
