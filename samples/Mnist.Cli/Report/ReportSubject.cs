using Mnist.Classifier;

namespace Mnist.Cli.Report;

/// <summary>The subject of a report.</summary>
internal sealed record ReportSubject
{
    /// <summary>Gets the name of the model, such as that of its file. It is untrusted.</summary>
    public required string ModelName { get; init; }

    public required MnistClassifier Classifier { get; init; }

    /// <summary>Gets the images to evaluate on: of 784 pixels and 10 classes, at least one of them with a label.</summary>
    public required LabeledImages Images { get; init; }

    /// <summary>Gets where the images are from, and whether they are training or test images. It is untrusted.</summary>
    public required string DataSource { get; init; }

    /// <summary>Gets why the evaluation may be biased, or null.</summary>
    public string? Warning { get; init; }

    public required DateTimeOffset Time { get; init; }
}
