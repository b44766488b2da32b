using DenseNetworks.Models;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace DenseNetworks.ML.MLNet;

/// <summary>Reads ML.NET's own MapKeyToValue, whose loader is private.</summary>
internal static class KeyToValueReader
{
    public static StepFormat Format { get; } = new("KeyToValueTransform", "KEY2VALT", 0x00010001);

    public static KeyToValueMappingTransformer Read(IHostEnvironment env, StepContent content)
    {
        // The number of pairs of names, then the pairs.
        var count = content.Reader.ReadInt32();
        if (count < 0 || count > content.TextCount)
        {
            throw new FormatException($"it claims {count} columns");
        }

        return new KeyToValueMappingTransformer(
            env, [.. Enumerable.Range(0, count).Select(_ => (content.ReadText(), content.ReadText()))]);
    }
}
