using DenseNetworks.IO;
using DenseNetworks.IO.Zip;

namespace DenseNetworks.Models;

/// <summary>Finds the steps of the pipeline in a zip that ML.NET saved, without ML.NET. Nothing that they name is looked up.</summary>
internal static class SavedSteps
{
    private const string ChainDirectory = "TransformerChain";

    private static readonly StepFormat Chain = new("TransformerChain", "XF\0CHAIN", 0x00010001);

    /// <summary>Reads the steps, a chain of chains flattened to one.</summary>
    public static IReadOnlyList<SavedStep> Read(ZipContent zip)
    {
        var steps = new List<SavedStep>();
        Read(zip, ChainDirectory, steps);
        return steps;
    }

    public static string Describe(IEnumerable<SavedStep> steps) => string.Join(", ", steps.Select(step => step.Kind));

    // A pipeline that was appended to in a loop is a chain in a chain in a chain. Each is a file of its own in the zip, under a
    // longer name, and of those there are not many.
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
            $"It has no '{Printable.Of(name)}', as a saved pipeline has. Copy or save it again.");
        return SavedStep.Read(name, bytes, part => ReadStep(zip, $"{directory}/{part}"));
    }

    // The number of steps, and for each the scope of an estimator, without meaning for one that is trained.
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
