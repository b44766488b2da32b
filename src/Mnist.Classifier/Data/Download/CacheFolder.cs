using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Download;

/// <summary>The folder that keeps downloaded files from one run to the next.</summary>
internal sealed class CacheFolder
{
    /// <summary>The environment variable that names the folder where none is given.</summary>
    public const string Variable = "MNIST_CACHE_DIR";

    private const string FolderName = "mnist-classifier";

    public CacheFolder(string? given) => Path = System.IO.Path.GetFullPath(
        given ?? FromEnvironment(Variable) ?? System.IO.Path.Combine(UsersCaches(), FolderName));

    public string Path { get; }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder, and tries whether files can be kept here, before they are fetched.</summary>
    public void Create(IReadOnlyList<PublishedFile> files) => Guard(() =>
    {
        Directory.CreateDirectory(Path);
        AtomicFile.Try(PathOf(files[0].Name), files.Sum(file => (long)file.Length));
        return true;
    });

    /// <summary>Tells whether a file is here, whole and right.</summary>
    public bool Has(PublishedFile file) => Guard(() =>
    {
        var path = PathOf(file.Name);
        if (!File.Exists(path))
        {
            return false;
        }

        using var stream = ReadableFile.Open(path);
        return file.IsIn(stream);
    });

    /// <summary>
    /// Puts a file here, whole or not at all. Of two downloads at once each brings its own, and the later one stays.
    /// </summary>
    public void Save(PublishedFile file, byte[] content) => Guard(() =>
    {
        try
        {
            AtomicFile.Write(PathOf(file.Name), stream => stream.Write(content));
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && Has(file))
        {
            // Windows replaces no file that is being read: another download has brought it, and somebody loads it.
        }

        return true;
    });

    /// <summary>Runs what needs the disk, and says what to do where the disk refuses.</summary>
    private T Guard<T>(Func<T> access)
    {
        try
        {
            return access();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MnistDownloadException(
                $"The folder '{Path}' cannot keep MNIST: {e.Message} Let this user write there and see that the disk has " +
                $"room for 12 MB, or name another folder by {nameof(MnistDownloadOptions)}." +
                $"{nameof(MnistDownloadOptions.CacheDirectory)} or in the environment variable {Variable}.",
                e);
        }
    }

    private static string UsersCaches()
    {
        if (OperatingSystem.IsWindows())
        {
            return Known(Environment.SpecialFolder.LocalApplicationData);
        }

        if (OperatingSystem.IsMacOS())
        {
            return System.IO.Path.Combine(Known(Environment.SpecialFolder.UserProfile), "Library", "Caches");
        }

        // The XDG Base Directory Specification says to ignore a relative path.
        return FromEnvironment("XDG_CACHE_HOME") is { } caches && System.IO.Path.IsPathRooted(caches)
            ? caches
            : System.IO.Path.Combine(Known(Environment.SpecialFolder.UserProfile), ".cache");
    }

    private static string Known(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder) is { Length: > 0 } path
            ? path
            : throw new MnistDownloadException(
                $"There is no folder to keep MNIST in: the system knows no {folder} folder of this user. Name one by " +
                $"{nameof(MnistDownloadOptions)}.{nameof(MnistDownloadOptions.CacheDirectory)} or in the environment " +
                $"variable {Variable}.");

    private static string? FromEnvironment(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
