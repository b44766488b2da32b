using DenseNetworks.IO;

namespace Mnist.Classifier.Data;

/// <summary>Finds and reads the four IDX files of the MNIST database in a folder.</summary>
internal static class MnistFiles
{
    /// <summary>The environment variable of the folder that is read if none is given.</summary>
    public const string Variable = "MNIST_DATA_DIR";

    /// <summary>Gets the folder in <see cref="Variable"/>, or null if that is not set or empty.</summary>
    public static string? FindDefaultDirectory() => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => null,
        var directory when Directory.Exists(directory) => directory,
        var directory => throw new DirectoryNotFoundException(
            $"The folder '{Printable.Path(directory)}', which the environment variable {Variable} names, does not exist. Set " +
            "it to the folder that has the four MNIST files, or unset it."),
    };

    /// <summary>Gets the folder in <see cref="Variable"/>.</summary>
    public static string RequireDefaultDirectory() => FindDefaultDirectory()
        ?? throw new InvalidOperationException(
            $"No folder was given and the environment variable {Variable} is not set. Pass the folder that has the " +
            $"four MNIST files, or set the variable to it: 'export {Variable}=/path/to/mnist' in a Unix shell, " +
            $"'$env:{Variable} = \"C:\\path\\to\\mnist\"' in PowerShell.");

    public static LabeledImages Load(string directory, bool test)
    {
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"The folder '{Printable.Path(directory)}' for the MNIST files does not " +
                "exist.");
        }

        var prefix = test ? "t10k" : "train";
        return LabeledImages.FromIdx(
            Find(directory, $"{prefix}-images", "idx3-ubyte"), Find(directory, $"{prefix}-labels", "idx1-ubyte"),
            ImageSetLayout.Mnist);
    }

    private static string Find(string directory, string name, string kind)
    {
        // Both spellings are in use: with a dash on the original page, with a dot in archives unpacked from it.
        string[] names = [$"{name}-{kind}", $"{name}.{kind}", $"{name}-{kind}.gz", $"{name}.{kind}.gz"];
        return names.Select(each => Path.Combine(directory, each)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                $"The folder '{Printable.Path(directory)}' has none of {string.Join(", ", names)}. Put the four MNIST files " +
                "there, of train and t10k the images and the labels, plain or with .gz.",
                Path.Combine(directory, names[0]));
    }
}
