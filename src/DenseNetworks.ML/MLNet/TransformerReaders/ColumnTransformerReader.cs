using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>
/// Reads the transformers of ML.NET that save only names of columns and a few numbers. The loaders of ML.NET are private, and
/// allocate arrays of whatever length a file claims.
/// </summary>
internal static class ColumnTransformerReader
{
    // The bit that says that a number of keys follows the data kind.
    private const byte HasKeyCount = 0x80;

    public static StepFormat CopyFormat { get; } = new("CopyTransform", "COPYCOLT", 0x00010001);

    public static StepFormat SelectFormat { get; } = new("SelectColumnsTransform", "SELCOLST", 0x00010001);

    public static StepFormat ConcatenateFormat { get; } = new("ConcatTransform", "CONCAT\0F", 0x00010003);

    public static StepFormat ConvertFormat { get; } = new("ConvertTransform", "CONVERTF", 0x00010004);

    public static StepFormat KeyToValueFormat { get; } = new("KeyToValueTransform", "KEY2VALT", 0x00010001);

    public static StepFormat KeyToVectorFormat { get; } = new("KeyToVectorTransform", "KEY2VECT", 0x00010002);

    public static ITransformer ReadCopy(IHostEnvironment env, StepContent content) =>
        new ColumnCopyingTransformer(env, content.ReadColumnPairs());

    public static ITransformer ReadKeyToValue(IHostEnvironment env, StepContent content) =>
        new KeyToValueMappingTransformer(env, content.ReadColumnPairs());

    /// <summary>Reads a transformer that keeps columns, or drops them.</summary>
    public static ITransformer ReadSelect(IHostEnvironment env, StepContent content)
    {
        var (keeps, keepsHidden, ignoresMissing) = (content.ReadFlag(), content.ReadFlag(), content.ReadFlag());
        var names = new string[content.ReadCount(sizeof(int))];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = content.ReadText();
        }

        return names.Distinct().Count() == names.Length
            ? new ColumnSelectingTransformer(env, keeps ? names : null, keeps ? null : names, keepsHidden, ignoresMissing)
            : throw new FormatException("it names a column twice");
    }

    /// <summary>Reads the output columns, and for each the input columns and the names of their slots.</summary>
    public static ITransformer ReadConcatenate(IHostEnvironment env, StepContent content)
    {
        var columns = new ColumnConcatenatingTransformer.ColumnOptions[content.ReadCount(2 * sizeof(int))];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = content.ReadText();
            var sources = new (string Name, string? Alias)[content.ReadCount(2 * sizeof(int))];
            for (var j = 0; j < sources.Length; j++)
            {
                sources[j] = (content.ReadText(), content.ReadTextOrNull());
            }

            columns[i] = new ColumnConcatenatingTransformer.ColumnOptions(name, sources!);
        }

        return columns.Length > 0
            ? new ColumnConcatenatingTransformer(env, columns)
            : throw new FormatException("it has no output column");
    }

    /// <summary>Reads columns, and for each the data kind to convert to and the number of keys.</summary>
    public static ITransformer ReadConvert(IHostEnvironment env, StepContent content) => new TypeConvertingTransformer(env,
        [.. content.ReadColumnPairs().Select(pair =>
        {
            var code = content.Reader.ReadByte();
            var kind = (DataKind)(code & ~HasKeyCount);
            var keys = (code & HasKeyCount) == 0 ? null : new KeyCount(content.Reader.ReadUInt64());
            return Enum.IsDefined(kind)
                ? new TypeConvertingEstimator.ColumnOptions(pair.Output, kind, pair.Input, keys)
                : throw new FormatException($"it converts to the unknown kind {(int)kind}");
        })]);

    /// <summary>Reads columns of keys, and for each whether the keys of a vector are counted in one vector.</summary>
    public static ITransformer ReadKeyToVector(IHostEnvironment env, StepContent content) => new KeyToVectorMappingTransformer(
        env,
        [.. content.ReadColumnPairs().Select(pair =>
            new KeyToVectorMappingEstimator.ColumnOptions(pair.Output, pair.Input, content.ReadFlag()))]);
}
