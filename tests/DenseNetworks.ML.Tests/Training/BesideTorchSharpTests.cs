using Testing;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>Microsoft.ML.TorchSharp is made for an older TorchSharp, and both packages may be in one app.</summary>
public sealed class BesideTorchSharpTests
{
    [Fact]
    public void A_network_is_trained_before_and_after_the_trainers_of_Microsoft_ML_TorchSharp_are_made()
    {
        var output = DotNet.Run(Path.GetTempPath(), Repository.BesideTorchSharpProgram);

        output.Should().HaveCount(3);
        output[1].Should().Be("TextClassificationTrainer NerTrainer ObjectDetectionTrainer SentenceSimilarityTrainer");
        output[2].Should().Be(output[0], "what they set of libtorch, such as its random numbers, changes nothing here");
    }
}
