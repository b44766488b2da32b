namespace Mnist.Cli.Results;

/// <summary>What <c>--json</c> gives where a command fails.</summary>
/// <param name="Error">What was wrong, and what to do about it.</param>
/// <param name="ExitCode">The exit code.</param>
internal sealed record Failure(string Error, int ExitCode);
