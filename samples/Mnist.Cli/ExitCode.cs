namespace Mnist.Cli;

/// <summary>The exit codes.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>Failure: of a file, the data, the network. The message says which.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not valid. Nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted by Ctrl-C or SIGTERM. A training has saved its best model so far.</summary>
    public const int Interrupted = 130;
}
