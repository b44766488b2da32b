namespace Mnist.Batch.Training;

/// <summary>The folder of a sweep, which all machines see under one path.</summary>
/// <param name="Path">The full path.</param>
internal sealed record SweepFolder(string Path)
{
    /// <summary>Returns what a training is.</summary>
    public string Spec(string training) => File("trainings", $"{training}.json");

    /// <summary>Returns how far a training is.</summary>
    public string Checkpoint(string training) => File("checkpoints", $"{training}.zip");

    /// <summary>Returns the model that came of a training.</summary>
    public string Model(string training) => File("models", $"{training}.zip");

    /// <summary>Returns how good a training became. It is there when the training is over.</summary>
    public string Outcome(string training) => File("outcomes", $"{training}.json");

    private string File(string folder, string name) => System.IO.Path.Join(Path, folder, name);
}
