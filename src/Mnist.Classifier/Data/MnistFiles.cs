using DenseNetworks.IO;

namespace Mnist.Classifier.Data;

/// <summary>Finds and reads the four IDX files of the MNIST database in a folder.</summary>
internal static class MnistFiles
{
    /// <summary>The environment variable that names the folder where none is given.</summary>
    public const string Variable = "MNIST_DATA_DIR";

    /// <summary>Gets what <see cref="Variable"/> names, or null where it is unset or empty.</summary>
    public static string? FindDefaultDirectory() => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => null,
        var directory when Directory.Exists(directory) => directory,
        var directory => throw new DirectoryNotFoundException(
            $"The folder '{Printable.Path(directory)}', which the environment variable {Variable} names, does not exist. Set it to the folder " +
            "that has the four MNIST files, or unset it."),
    };

    /// <summary>Gets what <see cref="Variable"/> names.</summary>
    public static string RequireDefaultDirectory() => FindDefaultDirectory()
        ?? throw new InvalidOperationException(
            $"No folder was given and the environment variable {Variable} is not set. Pass the folder that has the " +
            $"four MNIST files, or set the variable to it: 'export {Variable}=/path/to/mnist' in a Unix shell, " +
            $"'$env:{Variable} = \"C:\\path\\to\\mnist\"' in PowerShell.");

    public static LabeledImages Load(string directory, bool test)
    {
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"The folder '{Printable.Path(directory)}' for the MNIST files does not exist.");
        }

        var prefix = test ? "t10k" : "train";
        return Read(Find(directory, $"{prefix}-images", "idx3-ubyte"), Find(directory, $"{prefix}-labels", "idx1-ubyte"));
    }

    public static LabeledImages Read(string imagesPath, string labelsPath) =>
        LabeledImages.FromIdx(imagesPath, labelsPath, ImageSetLayout.Mnist);

    private static string Find(string directory, string name, string kind)
    {
        // Both spellings are about: with a dash on the original page, with a dot in archives unpacked from it.
        string[] names = [$"{name}-{kind}", $"{name}.{kind}", $"{name}-{kind}.gz", $"{name}.{kind}.gz"];
        var found = Array.Find(names, each => File.Exists(Path.Combine(directory, each)));
        return found is null
            ? throw new FileNotFoundException(
                $"The folder '{Printable.Path(directory)}' has none of {string.Join(", ", names)}. Put the four MNIST files there, of " +
                "train and t10k the images and the labels, plain or with .gz.",
                Path.Combine(directory, names[0]))
            : Path.Combine(directory, found);
    }
}
