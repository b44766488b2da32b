using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Download;

/// <summary>The folder that keeps downloaded files from one run to the next.</summary>
internal sealed class CacheFolder
{
    /// <summary>The environment variable of the folder that is used if none is given.</summary>
    public const string Variable = "MNIST_CACHE_DIR";

    private const string FolderName = "mnist-classifier";

    public CacheFolder(string? given) => Path = System.IO.Path.GetFullPath(
        given ?? FromEnvironment(Variable) ?? System.IO.Path.Combine(FindUserCaches(), FolderName));

    public string Path { get; }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Creates the folder, and checks that it can keep files, before they are downloaded.</summary>
    public void Create(IReadOnlyList<PublishedFile> files) => Guard(() =>
    {
        Directory.CreateDirectory(Path);
        AtomicFile.Try(PathOf(files[0].Name), files.Sum(file => (long)file.Length));
        return true;
    });

    /// <summary>Returns whether the folder has a file, complete and undamaged.</summary>
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
    /// Saves a file, completely or not at all. If two downloads save the same file, the later one stays.
    /// </summary>
    public void Save(PublishedFile file, byte[] content) => Guard(() =>
    {
        try
        {
            AtomicFile.Write(PathOf(file.Name), stream => stream.Write(content));
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && Has(file))
        {
            // Windows does not replace a file that is open: another download saved it, and its images are being loaded.
        }

        return true;
    });

    /// <summary>Accesses the disk, and says what to do if that fails.</summary>
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

    private static string FindUserCaches() =>
        OperatingSystem.IsWindows() ? Known(Environment.SpecialFolder.LocalApplicationData)
        : OperatingSystem.IsMacOS()
            ? System.IO.Path.Combine(Known(Environment.SpecialFolder.UserProfile), "Library", "Caches")
        // The XDG Base Directory Specification says to ignore a relative path.
        : FromEnvironment("XDG_CACHE_HOME") is { } caches && System.IO.Path.IsPathRooted(caches) ? caches
        : System.IO.Path.Combine(Known(Environment.SpecialFolder.UserProfile), ".cache");

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
