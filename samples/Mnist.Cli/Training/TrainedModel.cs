using Mnist.Classifier;

namespace Mnist.Cli.Training;

/// <summary>What a training came to.</summary>
/// <param name="Classifier">The model, or the best there was when the training ended too early.</param>
/// <param name="ExitCode">What the program ends with, see <see cref="Cli.ExitCode"/>.</param>
internal sealed record TrainedModel(MnistClassifier Classifier, int ExitCode);
