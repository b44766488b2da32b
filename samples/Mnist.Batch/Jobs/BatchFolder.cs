namespace Mnist.Batch.Jobs;

/// <summary>The folder of the answers, which has the same path on all machines.</summary>
/// <param name="Path">The full path.</param>
internal sealed record BatchFolder(string Path)
{
    /// <summary>Gets the file of the plan.</summary>
    public string Plan => File("plan.json");

    /// <summary>Gets the file of the results in numbers.</summary>
    public string Manifest => File("manifest.json");

    /// <summary>Returns the file with the pictures of a job.</summary>
    public string List(string job) => File("jobs", $"{job}.jsonl");

    /// <summary>Returns the file with the answers of a job.</summary>
    public string Part(string job) => File("parts", $"{job}.parquet");

    /// <summary>Returns the file with the answers of a job as JSON lines.</summary>
    public string Lines(string job) => File("parts", $"{job}.jsonl");

    /// <summary>Returns whether a job is done already.</summary>
    public bool IsDone(string job, bool jsonLines) =>
        System.IO.File.Exists(Part(job)) && (!jsonLines || System.IO.File.Exists(Lines(job)));

    /// <summary>Removes the temporary files of killed workers, when all jobs are done.</summary>
    public void RemoveUnfinished()
    {
        BatchFile.RemoveUnfinished(File("jobs"));
        BatchFile.RemoveUnfinished(File("parts"));
    }

    private string File(params ReadOnlySpan<string> names) => System.IO.Path.Join([Path, .. names]);
}
