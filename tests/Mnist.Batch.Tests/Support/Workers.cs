using System.Diagnostics;

namespace Mnist.Batch.Tests.Support;

/// <summary>Workers, each a process of its own, which end with the test.</summary>
internal sealed class Workers(string storage) : IDisposable
{
    private readonly List<Process> _processes = [];

    /// <summary>Returns what one is started with. It gives up its jobs to others after two seconds of silence.</summary>
    public static string[] Arguments(string storage) => ["work", "--storage", storage, "--at-once", "1", "--lease", "2"];

    /// <summary>Starts one.</summary>
    public void Start(params string[] more) => _processes.Add(BatchTool.Start([.. Arguments(storage), .. more]));

    /// <summary>Adds one that was started otherwise.</summary>
    public void Add(Process process) => _processes.Add(process);

    /// <summary>Ends one at once: SIGKILL.</summary>
    public void Kill(int index)
    {
        _processes[index].Kill(entireProcessTree: true);
        _processes[index].WaitForExit();
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }
}
