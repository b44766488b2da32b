using System.Runtime.CompilerServices;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>
/// Reads normalizers: columns, and for each its type and, in a nested step, the function that an
/// <c>mlContext.Transforms.Normalize…</c> learned.
/// </summary>
internal static class NormalizerReader
{
    public static StepFormat Format { get; } = new("Normalizer", "NORMALZR", 0x00010002);

    public static ITransformer Read(IHostEnvironment env, StepContent content)
    {
        var host = env.Register(nameof(NormalizingTransformer));
        var pairs = content.ReadColumnPairs();
        return Make(env, [.. pairs.Select((pair, index) =>
        {
            var type = ReadType(content);
            var function = NormalizerFunctions.Read(host, content.ReadPart($"Normalizer_{index:000}"), type);
            return new NormalizingTransformer.ColumnOptions(pair.Output, pair.Input, type, function);
        })]);
    }

    // A number, or a vector of numbers with dimensions.
    private static DataViewType ReadType(StepContent content)
    {
        var isVector = content.ReadFlag();
        var itemType = (DataKind)content.Reader.ReadByte() switch
        {
            DataKind.Single => NumberDataViewType.Single,
            DataKind.Double => NumberDataViewType.Double,
            var kind => throw new FormatException($"it normalizes the kind {(int)kind}"),
        };
        if (!isVector)
        {
            return itemType;
        }

        var dimensions = new int[content.ReadCount(sizeof(int))];
        for (var i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = content.Reader.ReadInt32();
        }

        return new VectorDataViewType(itemType, dimensions);
    }

    // The only constructor that takes known functions is private.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern NormalizingTransformer Make(IHostEnvironment env, NormalizingTransformer.ColumnOptions[] columns);
}
