namespace Mnist.Classifier;

/// <summary>
/// The exception that is thrown when the MNIST database cannot be downloaded to the cache folder: no mirror provided a file, or
/// the folder cannot be used. The message names every mirror and why it failed, and where to put which files by hand; or the
/// folder, what is wrong with it, and how to name another.
/// </summary>
public sealed class MnistDownloadException : IOException
{
    /// <summary>Initializes a new instance with a default message.</summary>
    public MnistDownloadException()
    {
    }

    /// <summary>Initializes a new instance with a message.</summary>
    /// <param name="message">What failed, why, and what to do about it.</param>
    public MnistDownloadException(string? message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance with a message and its cause.</summary>
    /// <param name="message">What failed, why, and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public MnistDownloadException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
