namespace Mnist.Classifier.Data.Download;

/// <summary>What came of asking one mirror for one file.</summary>
/// <param name="Address">The address of the file.</param>
/// <param name="Attempts">How often it was asked.</param>
/// <param name="Fault">Why the last attempt failed.</param>
internal sealed record MirrorFailure(Uri Address, int Attempts, TransferFault Fault)
{
    // Without user and query: they may be secrets.
    private const UriComponents Shown = UriComponents.SchemeAndServer | UriComponents.Path;

    public override string ToString()
    {
        var attempts = Attempts > 1 ? $" ({Attempts} attempts)" : "";
        return $"{Address.GetComponents(Shown, UriFormat.UriEscaped)}: {Fault.Reason}{attempts}";
    }
}
