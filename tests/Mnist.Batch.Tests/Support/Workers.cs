using System.Diagnostics;

namespace Mnist.Batch.Tests.Support;

/// <summary>Workers, each a process of its own, which end with the test.</summary>
internal sealed class Workers(string storage) : IDisposable
{
    private readonly List<Process> _processes = [];

    /// <summary>Starts one, which gives up its jobs to others after two seconds of silence.</summary>
    public void Start(params string[] more) =>
        _processes.Add(BatchTool.Start(["work", "--storage", storage, "--at-once", "1", "--lease", "2", .. more]));

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
