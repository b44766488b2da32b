using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Norm = Microsoft.ML.Transforms.LpNormNormalizingEstimatorBase.NormFunction;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>
/// Reads NormalizeLpNorm and NormalizeGlobalContrast, which divide the vector of each row by its norm: a column, the norm, and
/// a factor.
/// </summary>
internal static class RowNormReader
{
    public static StepFormat Format { get; } = new("GcnTransform", "GCNORMAF", 0x00010003);

    public static ITransformer Read(IHostEnvironment env, StepContent content)
    {
        var (output, input) = content.ReadColumnPairs() is [var pair]
            ? pair
            : throw new FormatException("it normalizes no column, or several at once, which is not supported");
        var hasZeroMean = content.ReadFlag();
        var (norm, scale) = ((Norm)content.Reader.ReadByte(), content.Reader.ReadSingle());
        var catalog = new TransformsCatalog(env);
        IEstimator<ITransformer> normalizing = (norm, scale) switch
        {
            (Norm.L1 or Norm.L2 or Norm.Infinity, 1) => catalog.NormalizeLpNorm(output, input, norm, hasZeroMean),
            (Norm.L2 or Norm.StandardDeviation, > 0 and < float.PositiveInfinity) =>
                catalog.NormalizeGlobalContrast(output, input, hasZeroMean, norm == Norm.StandardDeviation, scale),
            _ => throw new FormatException($"it normalizes by the norm {norm} and the factor {scale}"),
        };
        return normalizing.Fit(EmptyColumns.Make(env, new VectorDataViewType(NumberDataViewType.Single, 1), [input]));
    }
}
