using Mnist.Classifier.Tests.Support.Zips;

namespace Mnist.Classifier.Tests.Loading;

/// <summary>What loading came to.</summary>
internal static class Loaded
{
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, 784).Select(i => (byte)i)];

    /// <summary>Loads bytes.</summary>
    public static MnistClassifier From(byte[] zip) => MnistClassifier.Load(new MemoryStream(zip));

    /// <summary>
    /// Tells whether the bytes are a classifier that predicts and can be saved. If not, they must be refused with the one
    /// exception that is documented, and a message that says what to do.
    /// </summary>
    public static bool IsModel(byte[] zip)
    {
        MnistClassifier classifier;
        try
        {
            classifier = From(zip);
        }
        catch (InvalidDataException e)
        {
            e.Message.Should().StartWith("The stream is not a classifier of digits that can be loaded. ");
            e.Message.Should().MatchRegex(
                @"\b(Copy|Save|save|Give|Load|load|Train|train|Use|use)\b(?s:.)*\.$", "it says what to do");
            return false;
        }

        classifier.Predict(Pixels).Probabilities.Should().HaveCount(10);
        using var again = new MemoryStream();
        classifier.Save(again);
        From(again.ToArray()).Predict(Pixels).Probabilities.Should().Equal(classifier.Predict(Pixels).Probabilities);
        return true;
    }

    /// <summary>Asserts that the bytes are a classifier that gives the scores of the small model.</summary>
    public static void ShouldBeTheSmallModel(byte[] zip) =>
        From(zip).Predict(Pixels).Probabilities.Should().Equal(From(SmallModel.Zip).Predict(Pixels).Probabilities);

    /// <summary>Asserts that the bytes are refused, and why.</summary>
    public static void ShouldBeRefused(byte[] zip, string reason)
    {
        IsModel(zip).Should().BeFalse();
        var load = () => From(zip);
        load.Should().Throw<InvalidDataException>().WithMessage($"*{reason}*");
    }
}
