namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>A folder for files that are read by their path, in memory where the system has such a place.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string InMemory = "/dev/shm";

    private readonly string _path = Path.Combine(
        Directory.Exists(InMemory) ? InMemory : Path.GetTempPath(),
        $"mnist-fuzzing-{Environment.ProcessId}-{Guid.NewGuid():N}");

    public ScratchFolder() => Directory.CreateDirectory(_path);

    /// <summary>Writes a file, and returns its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(_path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
