namespace Mnist.Classifier.Reliability;

/// <summary>Files that are saved over and over from one of two contents, and what they were found to be.</summary>
/// <param name="files">Each file, and two others with what it may contain.</param>
internal sealed class WholeFiles(params (string Path, string First, string Second)[] files)
{
    private readonly (string Path, byte[] First, byte[] Second)[] _files =
        [.. files.Select(file => (file.Path, File.ReadAllBytes(file.First), File.ReadAllBytes(file.Second)))];

    private int _firstCount;
    private int _secondCount;
    private int _mixedCount;
    private int _brokenCount;

    /// <summary>Gets what reads the files as a user would, if anything does.</summary>
    public Action? Load { get; init; }

    /// <summary>Gets whether each file was one of its two whenever it was looked at.</summary>
    public bool AreWhole => _brokenCount == 0;

    public string Counts =>
        $"{_firstCount} times A, {_secondCount} times B, {_brokenCount} times something else" +
        (_files.Length > 1 ? $", {_mixedCount} times one file of A and one of B" : "");

    /// <summary>Looks at the files.</summary>
    public void Look()
    {
        var isFirst = _files.Select(file => Which(file.Path, file.First, file.Second)).Distinct().ToList();
        Load?.Invoke();
        switch (isFirst)
        {
            case [true]:
                _firstCount++;
                break;
            case [false]:
                _secondCount++;
                break;
            case var several when several.Contains(null):
                _brokenCount++;
                break;
            default:
                _mixedCount++;
                break;
        }
    }

    /// <summary>Counts what lies beside the files.</summary>
    public int LeftOver() => Directory.GetFiles(Path.GetDirectoryName(_files[0].Path)!).Length - _files.Length;

    private static bool? Which(string path, byte[] first, byte[] second)
    {
        var content = File.ReadAllBytes(path);
        return content.AsSpan().SequenceEqual(first) ? true : content.AsSpan().SequenceEqual(second) ? false : null;
    }
}
