using System.Diagnostics.CodeAnalysis;

namespace Mnist.Classifier.Data.Download;

/// <summary>A mirror did not give a file: why, to follow its address and a colon. It does not leave the download.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It is thrown here alone.")]
[SuppressMessage("Design", "CA1064", Justification = "It is caught here, too.")]
internal sealed class MirrorException(string reason, bool mayPass, Exception? cause = null) : Exception(reason, cause)
{
    public bool MayPass { get; } = mayPass;
}
