using Mnist.Classifier;

namespace Mnist.Cli.Training;

/// <summary>The result of a training, with its exit code.</summary>
/// <param name="Classifier">The model, or the best so far of an interrupted training.</param>
/// <param name="ExitCode">The exit code, see <see cref="Cli.ExitCode"/>.</param>
internal sealed record TrainedModel(MnistClassifier Classifier, int ExitCode);
