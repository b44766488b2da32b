namespace Mnist.Web.Hosting;

/// <summary>The server cannot start as it is configured. The message is for the person who starts it.</summary>
internal sealed class InvalidConfigurationException(string message, Exception? reason = null) : Exception(message, reason);
