namespace Mnist.Cli.Report;
internal sealed record ReportSubject { public required string ModelName { get; init; } public required Mnist.Classifier.MnistClassifier Classifier { get; init; } public required Mnist.Classifier.LabeledImages Images { get; init; } public required string DataSource { get; init; } public required DateTimeOffset Time { get; init; } }
internal static class ReportPage { public static void Write(string path, ReportSubject subject) => File.WriteAllText(path, subject.ModelName); }
