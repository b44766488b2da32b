namespace Mnist.Classifier.Reliability;

/// <summary>An empty folder that goes with the program.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnist-classifier-reliability-");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>
    /// Makes this the place of temporary files, of this process and of those that it starts, so that what they leave behind
    /// is seen, and goes.
    /// </summary>
    public void TakeTemporaryFiles() =>
        Environment.SetEnvironmentVariable(OperatingSystem.IsWindows() ? "TMP" : "TMPDIR", _folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);
}
