namespace Mnist.Cli.Commands;

/// <summary>A command cannot do what was asked for.</summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="innerException">What made it so, if that was an exception.</param>
internal sealed class CommandFailedException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Gets what the program ends with, see <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; init; } = Cli.ExitCode.Failed;
}
