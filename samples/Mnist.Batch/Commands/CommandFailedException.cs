namespace Mnist.Batch.Commands;

/// <summary>A command cannot do what it was asked. The message is for who asked.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
