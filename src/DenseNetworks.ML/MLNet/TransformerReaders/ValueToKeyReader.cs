using System.Runtime.CompilerServices;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>Reads MapValueToKey: columns, and for each, in a shared nested step, the key values.</summary>
internal static class ValueToKeyReader
{
    private static readonly StepFormat Values = new("TermManager", "TERM\0MAN", 0x00010002);

    public static StepFormat Format { get; } = new("TermTransform", "TERMTRNF", 0x00010003);

    public static ITransformer Read(IHostEnvironment env, StepContent content)
    {
        var pairs = content.ReadColumnPairs();
        var areTexts = pairs.Select(_ => content.ReadFlag()).ToArray();
        var maps = content.ReadPart("Vocabulary").ReadContent(Values, part =>
        {
            part.Expect(pairs.Length);
            return pairs.Select(_ => KeyMapReader.Read(part)).ToArray();
        });

        // There is no public constructor that takes known values. So it is created with other values, which are replaced.
        var columns = pairs.Select((pair, i) => new ValueToKeyMappingEstimator.ColumnOptions(
            pair.Output, pair.Input, addKeyValueAnnotationsAsText: areTexts[i]) { Keys = ["other"] }).ToArray();
        var transformer = new ValueToKeyMappingTransformer(
            env, EmptyColumns.Make(env, TextDataViewType.Instance, pairs.Select(pair => pair.Input)), columns);
        maps.CopyTo(Maps(transformer), 0);
        return transformer;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_unboundMaps")]
    private static extern ref ValueToKeyMappingTransformer.TermMap[] Maps(ValueToKeyMappingTransformer transformer);
}
