using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace DenseNetworks.ML.MLNet;

/// <summary>Reads ML.NET's own MapKeyToValue, whose loader is private.</summary>
internal static class KeyToValueReader
{
    public const string LoaderSignature = "KeyToValueTransform";

    public static KeyToValueMappingTransformer Read(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(new VersionInfo(
            modelSignature: "KEY2VALT",
            verWrittenCur: 0x00010001,
            verReadableCur: 0x00010001,
            verWeCanReadBack: 0x00010001,
            loaderSignature: LoaderSignature,
            loaderAssemblyName: typeof(KeyToValueMappingTransformer).Assembly.FullName));

        // The number of pairs of names, then the pairs.
        var count = ctx.Reader.ReadInt32();
        if (count < 0 || count > (ctx.Strings?.Length ?? 0))
        {
            throw new InvalidDataException(
                $"Its step '{LoaderSignature}' is damaged: it claims {count} columns. Copy or save the model again.");
        }

        var columns = new (string Output, string Input)[count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = (ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());
        }

        return new KeyToValueMappingTransformer(env, columns);
    }
}
