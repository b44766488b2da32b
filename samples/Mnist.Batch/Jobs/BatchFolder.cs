namespace Mnist.Batch.Jobs;

/// <summary>The folder of the answers, which all machines see under one path.</summary>
/// <param name="Path">The full path.</param>
internal sealed record BatchFolder(string Path)
{
    /// <summary>Gets what is to be read.</summary>
    public string Plan => File("plan.json");

    /// <summary>Gets what came of it.</summary>
    public string Manifest => File("manifest.json");

    /// <summary>Returns the list of a job's pictures.</summary>
    public string List(string job) => File("jobs", $"{job}.jsonl");

    /// <summary>Returns the answers of a job.</summary>
    public string Part(string job) => File("parts", $"{job}.parquet");

    /// <summary>Returns the answers of a job as JSON lines.</summary>
    public string Lines(string job) => File("parts", $"{job}.jsonl");

    /// <summary>Returns whether a job needs not be done, or not again.</summary>
    public bool IsDone(string job, bool jsonLines) =>
        System.IO.File.Exists(Part(job)) && (!jsonLines || System.IO.File.Exists(Lines(job)));

    /// <summary>
    /// Removes what killed workers have left behind, when all is done: one that still writes does it for nothing.
    /// </summary>
    public void RemoveUnfinished()
    {
        WholeFile.RemoveUnfinished(File("jobs"));
        WholeFile.RemoveUnfinished(File("parts"));
    }

    private string File(params ReadOnlySpan<string> names) => System.IO.Path.Join([Path, .. names]);
}
