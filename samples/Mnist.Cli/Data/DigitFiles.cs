using DenseNetworks.IO;
using Mnist.Classifier;
using Mnist.Cli.Commands;

namespace Mnist.Cli.Data;

/// <summary>Writes digits as MNIST's four files.</summary>
internal static class DigitFiles
{
    private static readonly string[] Names =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    /// <summary>Creates the folder, and tests whether the files can be written there. No file is replaced.</summary>
    /// <exception cref="IOException">One of the files exists already, or cannot be written.</exception>
    public static void Try(string folder)
    {
        var shown = Printable.Path(folder);
        if (File.Exists(folder))
        {
            throw new IOException($"--out is '{shown}', which is a file. Name a folder.");
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--out is '{shown}', a folder that cannot be created. Name another one. " +
                $"({Printable.Path(e.Message)})", e);
        }

        var names = Names.SelectMany<string, string>(name => [name, name + ".gz"]);
        if (names.FirstOrDefault(name => File.Exists(Path.Join(folder, name))) is { } found)
        {
            throw new IOException($"The folder '{shown}' has the file '{found}' already. Name another folder, or delete it.");
        }

        OutputFile.Try(Path.Join(folder, Names[0]));
    }

    /// <summary>Writes the files after <see cref="Try"/> has succeeded.</summary>
    /// <exception cref="IOException">One of the files cannot be written.</exception>
    public static void Write(MnistDataset data, string folder)
    {
        var paths = Names.Select(name => Path.Join(folder, name)).ToList();
        data.Train.SaveIdx(paths[0], paths[1]);
        data.Test.SaveIdx(paths[2], paths[3]);
    }
}
