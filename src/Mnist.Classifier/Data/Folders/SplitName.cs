using System.Text.RegularExpressions;

namespace Mnist.Classifier.Data.Folders;

/// <summary>Which half of a data set a file or folder has by its name: mnist_train.csv, training, testSet.</summary>
internal static partial class SplitName
{
    /// <summary>Tells whether a name is that of test images; null where it is of neither half, or of both.</summary>
    public static bool? Of(string name)
    {
        var words = Word().Matches(name).Select(match => match.Value).ToList();
        var isTrain = words.Exists(word => IsOneOf(word, "train", "training"));
        var isTest = words.Exists(word => IsOneOf(word, "test", "testing"));
        return isTrain == isTest ? null : isTest;
    }

    private static bool IsOneOf(string word, string first, string second) =>
        word.Equals(first, StringComparison.OrdinalIgnoreCase) || word.Equals(second, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+")]
    private static partial Regex Word();
}
