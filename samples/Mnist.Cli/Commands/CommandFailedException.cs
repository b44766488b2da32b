namespace Mnist.Cli.Commands;

/// <summary>A command cannot do what was asked for.</summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="innerException">The cause, if that was an exception.</param>
internal sealed class CommandFailedException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Gets the exit code, see <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; init; } = Cli.ExitCode.Failed;
}
