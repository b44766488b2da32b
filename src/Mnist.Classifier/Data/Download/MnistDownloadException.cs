namespace Mnist.Classifier;

/// <summary>
/// No mirror gave a file of the MNIST database. The message names every mirror that was asked, why each failed, and
/// where to put which files by hand.
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
