using SharpFuzz;

namespace Mnist.Classifier.Fuzzing.Coverage;

/// <summary>
/// A copy of this program in a folder of its own, where SharpFuzz has made the code that reads files count its branches.
/// What the build made stays as it is.
/// </summary>
internal sealed class InstrumentedCopy : IDisposable
{
    private const string ProgramName = "Mnist.Classifier.Fuzzing.dll";

    // Counters are told apart by 16 bits, so only code that an input can reach has some.
    private static readonly (string Assembly, Func<string, bool> Has)[] Instrumented =
    [
        ("DenseNetworks.dll", type => type.StartsWith("DenseNetworks.", StringComparison.Ordinal)),
        ("DenseNetworks.ML.dll", type => type.StartsWith("DenseNetworks.ML.", StringComparison.Ordinal)
            && !type.StartsWith("DenseNetworks.ML.Training.", StringComparison.Ordinal)
            && !type.StartsWith("DenseNetworks.ML.Onnx.", StringComparison.Ordinal)),
        ("Mnist.Digits.dll", type => type.StartsWith("Mnist.Digits.", StringComparison.Ordinal)),
        ("Mnist.Classifier.dll", type => type.StartsWith("Mnist.Classifier.", StringComparison.Ordinal)
            && !type.StartsWith("Mnist.Classifier.Data.Generation.", StringComparison.Ordinal)),
        ("StbImageSharp.dll", type => type.StartsWith("StbImageSharp.StbImage", StringComparison.Ordinal)),
        ("Microsoft.ML.Core.dll", type => type.Contains("Repository", StringComparison.Ordinal)),
        ("Microsoft.ML.Data.dll", type => type.Contains("ModelLoadContext", StringComparison.Ordinal)
            || type.Contains("ModelHeader", StringComparison.Ordinal)
            || type.Contains("KeyToValueMapping", StringComparison.Ordinal)),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnist-fuzzing-");

    private InstrumentedCopy()
    {
    }

    /// <summary>Gets the program to start.</summary>
    public string Program => Path.Combine(_folder.FullName, ProgramName);

    public static InstrumentedCopy Create()
    {
        var copy = new InstrumentedCopy();
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(copy._folder.FullName, Path.GetFileName(file)));
        }

        // In this order always, for the identities of the counters follow from it.
        foreach (var (assembly, has) in Instrumented)
        {
            Fuzzer.Instrument(Path.Combine(copy._folder.FullName, assembly), has, Options.Value);
        }

        return copy;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
