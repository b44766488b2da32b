namespace Mnist.Batch.Commands;

/// <summary>A command cannot do what was asked. The message is for the user.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
