using Mnist.Classifier;

namespace Mnist.Cli.Training;

/// <summary>Shows how a training goes.</summary>
internal interface ITrainingDisplay : IProgress<EpochResult>, IProgress<BatchResult>;
