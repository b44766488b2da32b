namespace Mnist.Classifier.Reliability;

/// <summary>Saves two classifiers to one path from several threads at once.</summary>
internal static class SaveTogether
{
    public const int ThreadCount = 4;

    /// <param name="first">The zip of one classifier.</param>
    /// <param name="second">The zip of the other.</param>
    /// <param name="target">Where to save them.</param>
    /// <param name="count">How often each thread saves.</param>
    public static void Run(string first, string second, string target, int count)
    {
        MnistClassifier[] classifiers = [MnistClassifier.Load(first), MnistClassifier.Load(second)];
        AtOnce.Run(ThreadCount, thread =>
        {
            for (var i = 0; i < count; i++)
            {
                classifiers[(thread + i) % 2].Save(target);
            }
        });
    }
}
