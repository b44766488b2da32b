namespace Mnist.Batch.Tests.Support;

/// <summary>What a command said.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record Said(int ExitCode, string Output, string Error);
