namespace Mnist.Cli.Commands;

/// <summary>A picture that was named on the command line.</summary>
/// <param name="Path">The file, or - for the standard input.</param>
/// <param name="Fault">Why there is none.</param>
internal sealed record PictureName(string Path, string? Fault = null)
{
    private const string StandardInput = "-";

    public bool IsStandardInput => Path == StandardInput;
}
