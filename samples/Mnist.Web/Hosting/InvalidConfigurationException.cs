namespace Mnist.Web.Hosting;

/// <summary>The exception for a configuration that the server cannot start with. The message is for its operator.</summary>
internal sealed class InvalidConfigurationException(string message, Exception? reason = null) : Exception(message, reason);
