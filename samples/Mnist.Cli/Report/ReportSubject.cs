using Mnist.Classifier;

namespace Mnist.Cli.Report;

/// <summary>What a report is about.</summary>
internal sealed record ReportSubject
{
    /// <summary>Gets what the model is called: its file's name, for example. It can come from anyone.</summary>
    public required string ModelName { get; init; }

    public required MnistClassifier Classifier { get; init; }

    /// <summary>Gets the images to judge by: of 784 pixels and 10 classes, at least one of them with a label.</summary>
    public required LabeledImages Images { get; init; }

    /// <summary>Gets where the images are from, and which half of them these are. It can come from anyone.</summary>
    public required string DataSource { get; init; }

    public required DateTimeOffset Time { get; init; }
}
