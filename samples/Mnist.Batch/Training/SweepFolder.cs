namespace Mnist.Batch.Training;

/// <summary>The folder of a sweep, which has the same path on all machines.</summary>
/// <param name="Path">The full path.</param>
internal sealed record SweepFolder(string Path)
{
    /// <summary>Returns the file with the settings of a training.</summary>
    public string Spec(string training) => File("trainings", $"{training}.json");

    /// <summary>Returns the file of the checkpoint of a training.</summary>
    public string Checkpoint(string training) => File("checkpoints", $"{training}.zip");

    /// <summary>Returns the file of the trained model.</summary>
    public string Model(string training) => File("models", $"{training}.zip");

    /// <summary>Returns the file with the accuracy of a training, which exists when the training is done.</summary>
    public string Outcome(string training) => File("outcomes", $"{training}.json");

    private string File(string folder, string name) => System.IO.Path.Join(Path, folder, name);
}
