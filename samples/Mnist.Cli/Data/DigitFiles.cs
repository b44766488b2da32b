using Mnist.Classifier;

namespace Mnist.Cli.Data;

/// <summary>Writes digits as MNIST's four files.</summary>
internal static class DigitFiles
{
    private static readonly string[] Names =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    /// <summary>Writes them. Nothing that is there is replaced.</summary>
    /// <exception cref="IOException">One of the files is there already, or cannot be written.</exception>
    public static void Write(MnistDataset data, string folder)
    {
        Directory.CreateDirectory(folder);
        if (Names.SelectMany<string, string>(name => [name, name + ".gz"]).FirstOrDefault(name => File.Exists(Path.Join(folder, name))) is { } found)
        {
            throw new IOException($"The folder '{folder}' has the file '{found}' already. Name another folder, or delete it.");
        }

        var paths = Names.Select(name => Path.Join(folder, name)).ToList();
        data.Train.SaveIdx(paths[0], paths[1]);
        data.Test.SaveIdx(paths[2], paths[3]);
    }
}
