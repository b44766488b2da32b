namespace Mnist.Cli;

/// <summary>What the program tells a script when it ends.</summary>
internal static class ExitCode
{
    /// <summary>All that was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>Something could not be done: a file, the data, the network. The message says what.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not understood. Nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>It was interrupted, by Ctrl-C or SIGTERM. A training has saved what it had by then.</summary>
    public const int Interrupted = 130;
}
