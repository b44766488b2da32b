namespace Mnist.Cli.Results;

/// <summary>The output of <c>--json</c> for a command that fails.</summary>
/// <param name="Error">What was wrong, and what to do about it.</param>
/// <param name="ExitCode">The exit code.</param>
internal sealed record Failure(string Error, int ExitCode);
