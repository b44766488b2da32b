namespace Mnist.Classifier;

/// <summary>
/// The MNIST database could not be brought into the cache folder: no mirror gave a file, or the folder cannot be used.
/// The message names every mirror that was asked and why it failed, and where to put which files by hand; or the
/// folder, what is wrong with it, and how to name another.
/// </summary>
public sealed class MnistDownloadException : IOException
{
    /// <summary>Makes an exception with a message of the system's.</summary>
    public MnistDownloadException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">What failed, why, and what to do about it.</param>
    public MnistDownloadException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and what caused it.</summary>
    /// <param name="message">What failed, why, and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public MnistDownloadException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
