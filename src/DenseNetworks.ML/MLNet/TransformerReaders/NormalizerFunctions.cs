using DenseNetworks.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Affine = Microsoft.ML.Transforms.NormalizeTransform.AffineColumnFunction;
using Binning = Microsoft.ML.Transforms.NormalizeTransform.BinColumnFunction;
using Cumulative = Microsoft.ML.Transforms.NormalizeTransform.CdfColumnFunction;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>
/// Reads the function that a normalizer learned for a column: one of three kinds, for a number or for each slot of a vector.
/// </summary>
internal static class NormalizerFunctions
{
    private static readonly StepFormat AffineFormat = new("AffineNormExec", "AFF\0NORM", 0x00010003);
    private static readonly StepFormat CumulativeFormat = new("CdfNormalizeFunction", "CDFNORMF", 0x00010001);
    private static readonly StepFormat BinningFormat = new("BinNormalizeFunction", "BINNORMF", 0x00010001);
    private static readonly StepFormat BinsFormat = new("BinNormExec", "BIN\0NORM", 0x00010001);

    /// <summary>Reads the function of a column of numbers or of vectors of them from a nested step.</summary>
    /// <exception cref="InvalidDataException">The function is damaged, or for another number of slots.</exception>
    public static IColumnFunction Read(IHost host, SavedStep part, DataViewType type)
    {
        var vector = type as VectorDataViewType;
        var slots = new Slots(vector is not null, vector?.Size ?? 1, type.GetItemType() == NumberDataViewType.Double);
        return part.Kind switch
        {
            "AffineNormExec" => part.ReadContent(AffineFormat, content => ReadAffine(host, content, slots)),
            "CdfNormalizeFunction" => part.ReadContent(CumulativeFormat, content => ReadCumulative(host, content, slots)),
            "BinNormalizeFunction" => part.ReadContent(BinningFormat, content => ReadBinning(host, content, slots)),
            _ => throw SavedStep.Damaged(part.Name, $"it is of the kind '{part.Kind}', which is not that of a normalizer"),
        };
    }

    // (x - offset) * scale.
    private static IColumnFunction ReadAffine(IHost host, StepContent content, Slots slots)
    {
        content.Expect(slots.NumberSize);
        content.Expect(slots.Count);
        content.Expect(-1); // no list of changed slots: current versions do not write one
        content.Expect(slots.Count);
        var scales = content.ReadNumbers(slots.Count, slots.AreDouble);
        var offsetCount = content.Reader.ReadInt32();
        var offsets = offsetCount == 0 ? null
            : offsetCount == slots.Count ? content.ReadNumbers(offsetCount, slots.AreDouble)
            : throw new FormatException($"it has {offsetCount} offsets for {slots.Count} slots");
        if (scales.Any(double.IsNaN) || offsets?.Any(double.IsNaN) == true)
        {
            throw new FormatException("a scale or an offset is not a number");
        }

        if (!slots.AreVector)
        {
            var offset = offsets?[0] ?? 0;
            return slots.AreDouble
                ? Affine.Create(host, scales[0], offset)
                : Affine.Create(host, (float)scales[0], (float)offset);
        }

        // If few slots have an offset, listing them keeps the others sparse, as the reader of ML.NET does.
        int[]? moved = offsets is null
            ? null
            : [.. Enumerable.Range(0, slots.Count).Where(i => offsets[i] != 0 && scales[i] != 0)];
        moved = moved?.Length < slots.Count / 2 ? moved : null;
        return slots.AreDouble
            ? Affine.Create(host, scales, offsets, moved)
            : Affine.Create(host, ToSingle(scales), offsets is null ? null : ToSingle(offsets), moved);
    }

    // The cumulative normal distribution of x, or of its logarithm.
    private static IColumnFunction ReadCumulative(IHost host, StepContent content, Slots slots)
    {
        content.Expect(slots.NumberSize);
        var usesLogarithm = content.ReadFlag();
        content.Expect(slots.Count);
        var means = content.ReadNumbers(slots.Count, slots.AreDouble);
        var deviations = content.ReadNumbers(slots.Count, slots.AreDouble);
        return slots switch
        {
            { AreVector: true, AreDouble: true } => Cumulative.Create(host, means, deviations, usesLogarithm),
            { AreVector: true } => Cumulative.Create(host, ToSingle(means), ToSingle(deviations), usesLogarithm),
            { AreDouble: true } => Cumulative.Create(host, means[0], deviations[0], usesLogarithm),
            _ => Cumulative.Create(host, (float)means[0], (float)deviations[0], usesLogarithm),
        };
    }

    // The index of the bin that contains x.
    private static IColumnFunction ReadBinning(IHost host, StepContent content, Slots slots)
    {
        var keepsZero = content.ReadFlag();
        var bounds = content.ReadPart("BinNormalizer").ReadContent(BinsFormat, bins => ReadBounds(bins, slots));
        return slots switch
        {
            { AreVector: true, AreDouble: true } => Binning.Create(host, bounds, keepsZero),
            { AreVector: true } => Binning.Create(host, Array.ConvertAll(bounds, ToSingle), keepsZero),
            { AreDouble: true } => Binning.Create(host, bounds[0], keepsZero),
            _ => Binning.Create(host, ToSingle(bounds[0]), keepsZero),
        };
    }

    private static double[][] ReadBounds(StepContent content, Slots slots)
    {
        content.Expect(slots.NumberSize);
        content.Expect(slots.Count);
        content.Require(slots.Count, sizeof(int));
        var bounds = new double[slots.Count][];
        for (var i = 0; i < bounds.Length; i++)
        {
            bounds[i] = content.ReadNumbers(content.ReadCount(slots.NumberSize), slots.AreDouble);
            if (bounds[i] is not [.., double.PositiveInfinity]
                || bounds[i].Zip(bounds[i].Skip(1)).Any(pair => !(pair.First < pair.Second)))
            {
                throw new FormatException("the upper bounds of its bins do not rise to infinity");
            }
        }

        return bounds;
    }

    private static float[] ToSingle(double[] numbers) => Array.ConvertAll(numbers, number => (float)number);

    /// <summary>Describes the slots of a column: one, or those of a vector.</summary>
    private sealed record Slots(bool AreVector, int Count, bool AreDouble)
    {
        public int NumberSize => AreDouble ? sizeof(double) : sizeof(float);
    }
}
