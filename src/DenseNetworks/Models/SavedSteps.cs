using DenseNetworks.IO.Zip;

namespace DenseNetworks.Models;

/// <summary>Finds the steps of the pipeline in a zip that ML.NET saved, without ML.NET. Nothing that they name is looked up.</summary>
internal static class SavedSteps
{
    private const string ChainKind = "TransformerChain";
    private const string ChainDirectory = "TransformerChain";

    // A chain inside a chain inside a chain is what ML.NET's Append makes; more than this is not.
    private const int MaxDepth = 16;

    /// <summary>Reads the steps, a chain of chains flattened to one.</summary>
    /// <param name="zip">The zip.</param>
    /// <exception cref="InvalidDataException">A step is missing or damaged.</exception>
    public static IReadOnlyList<SavedStep> Read(ZipContent zip)
    {
        var steps = new List<SavedStep>();
        Read(zip, ChainDirectory, steps, depth: 0);
        return steps;
    }

    /// <summary>Names the kinds of steps, in their order.</summary>
    public static string Describe(IEnumerable<SavedStep> steps) => string.Join(", ", steps.Select(step => step.Kind));

    private static void Read(ZipContent zip, string directory, List<SavedStep> steps, int depth)
    {
        var name = $"{directory}/Model.key";
        var bytes = zip.UnpackOrNull(name) ?? throw new InvalidDataException(
            $"It has no '{name}'. If it was saved together with a data loader, and you know where it comes from, load it by " +
            "mlContext.Model.Load.");
        var step = SavedStep.Read(name, bytes);
        if (step.Kind != ChainKind || depth == MaxDepth)
        {
            steps.Add(step);
            return;
        }

        var count = step.ReadContent(content => ReadCount(content.Reader));
        for (var i = 0; i < count; i++)
        {
            Read(zip, FormattableString.Invariant($"{directory}/Transform_{i:000}"), steps, depth + 1);
        }
    }

    // The number of steps, and for each the scope of an estimator, without meaning for one that is trained.
    private static int ReadCount(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            reader.ReadInt32();
        }

        return count;
    }
}
