namespace Mnist.Classifier.Reliability;

/// <summary>What all suites work with.</summary>
/// <param name="folder">Takes their files.</param>
/// <param name="isQuick">Whether to try everything less often.</param>
internal sealed class Trial(TemporaryFolder folder, bool isQuick)
{
    /// <summary>Makes an empty folder.</summary>
    /// <param name="name">What it is for.</param>
    public string MakeFolder(string name) => Directory.CreateDirectory(folder.File($"{name}-{Guid.NewGuid():N}")).FullName;

    /// <summary>Gets how often to try something.</summary>
    /// <param name="usual">How often it takes for figures to report.</param>
    /// <param name="quick">How often it takes to see that the suite works.</param>
    public int Times(int usual, int quick) => isQuick ? quick : usual;
}
