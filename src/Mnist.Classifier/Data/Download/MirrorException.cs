using System.Diagnostics.CodeAnalysis;

namespace Mnist.Classifier.Data.Download;

/// <summary>A mirror did not give a file. It does not leave the download.</summary>
/// <param name="reason">For people, to follow the mirror's address and a colon.</param>
/// <param name="mayPass">Whether the same mirror may do better later.</param>
/// <param name="cause">What was thrown, if something was.</param>
[SuppressMessage("Design", "CA1032", Justification = "It is thrown here alone.")]
[SuppressMessage("Design", "CA1064", Justification = "It is caught here, too.")]
internal sealed class MirrorException(string reason, bool mayPass, Exception? cause = null) : Exception(reason, cause)
{
    public bool MayPass { get; } = mayPass;
}
