namespace Mnist.Classifier.Benchmarks;

/// <summary>The digits, in memory and as the four files: MNIST, or as many generated ones.</summary>
internal sealed class BenchmarkData : IDisposable
{
    private const int TrainCount = 60_000;
    private const int TestCount = 10_000;
    private const string Variable = "MNIST_DATA_DIR";

    private readonly TemporaryFolder? _temporary;

    private BenchmarkData(MnistDataset digits, string folder, TemporaryFolder? temporary)
    {
        Digits = digits;
        Folder = folder;
        _temporary = temporary;
    }

    public MnistDataset Digits { get; }

    /// <summary>Gets the folder that has the four files.</summary>
    public string Folder { get; }

    /// <summary>Gets the pixels of each test image, in arrays of their own.</summary>
    public byte[][] TestImages =>
        [.. Enumerable.Range(0, Digits.Test.Count).Select(index => Digits.Test.GetPixels(index).ToArray())];

    public static BenchmarkData Load()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            return new BenchmarkData(MnistDataset.Load(folder), folder, temporary: null);
        }

        var temporary = new TemporaryFolder();
        var digits = MnistDataset.Generate(TrainCount, TestCount);
        digits.Train.SaveIdx(temporary.File("train-images-idx3-ubyte"), temporary.File("train-labels-idx1-ubyte"));
        digits.Test.SaveIdx(temporary.File("t10k-images-idx3-ubyte"), temporary.File("t10k-labels-idx1-ubyte"));
        return new BenchmarkData(digits, temporary.Path, temporary);
    }

    public void Dispose() => _temporary?.Dispose();
}
