using DenseNetworks.IO;
using DenseNetworks.IO.Zip;

namespace DenseNetworks.Models;

/// <summary>
/// Finds the steps of a pipeline in a zip that ML.NET saved, without ML.NET. No type that they name is looked up.
/// </summary>
internal static class SavedSteps
{
    private const string ChainDirectory = "TransformerChain";

    private static readonly StepFormat Chain = new("TransformerChain", "XF\0CHAIN", 0x00010001);

    /// <summary>Reads the steps. Nested chains are flattened into one.</summary>
    public static IReadOnlyList<SavedStep> Read(ZipContent zip)
    {
        var steps = new List<SavedStep>();
        Read(zip, ChainDirectory, steps);
        return steps;
    }

    public static string Describe(IEnumerable<SavedStep> steps) => string.Join(", ", steps.Select(step => step.Kind));

    // A pipeline that was extended in a loop is a deeply nested chain. Each chain is a file of its own in the zip with a longer
    // name, and the number of files is limited.
    private static void Read(ZipContent zip, string directory, List<SavedStep> steps)
    {
        var step = ReadStep(zip, directory);
        if (step.Kind != Chain.Kind)
        {
            steps.Add(step);
            return;
        }

        var count = step.ReadContent(Chain, content => ReadCount(content.Reader));
        for (var i = 0; i < count; i++)
        {
            Read(zip, FormattableString.Invariant($"{directory}/Transform_{i:000}"), steps);
        }
    }

    private static SavedStep ReadStep(ZipContent zip, string directory)
    {
        var name = $"{directory}/Model.key";
        var bytes = zip.ExtractOrNull(name) ?? throw new InvalidDataException(
            $"It has no '{Printable.Of(name)}', which every saved pipeline has. Copy or save it again.");
        return SavedStep.Read(name, bytes, part => ReadStep(zip, $"{directory}/{part}"));
    }

    // The number of steps, and for each the scope of an estimator, which has no meaning for a trained one.
    private static int ReadCount(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            reader.ReadInt32();
        }

        return count >= 0 ? count : throw new FormatException($"it claims {count} steps");
    }
}
