using System.Globalization;
using System.Reflection;
using System.Text.Json;
using DenseNetworks.ML.Onnx.Schema;

namespace DenseNetworks.ML.Onnx;

/// <summary>
/// Adds the metadata of a model. docs/onnx.md describes the keys: a change here requires a change there, and a change in the
/// meaning of an input or output a new <see cref="ModelVersion"/>.
/// </summary>
internal static class OnnxMetadata
{
    public const string ClassNamesKey = "class_names";
    public const string EpochsKey = "training_epochs";
    public const string BestEpochKey = "training_best_epoch";
    public const string LossKey = "training_loss";
    public const string AccuracyKey = "training_accuracy";
    public const string ValidationLossKey = "validation_loss";
    public const string ValidationAccuracyKey = "validation_accuracy";

    private const int ModelVersion = 1;

    public static void Add(ModelProto message, OnnxExport export)
    {
        message.ProducerName = "DenseNetworks.ML";
        message.ProducerVersion = ProducerVersion();
        message.Domain = "densenetworks";
        message.ModelVersion = ModelVersion;
        message.DocString = Describe(export);
        message.MetadataProps.AddRange(Properties(export)
            .Select(property => new StringStringEntryProto { Key = property.Key, Value = property.Value }));
    }

    private static IEnumerable<(string Key, string Value)> Properties(OnnxExport export)
    {
        if (export.Network.ClassNames is { } names)
        {
            yield return (ClassNamesKey, JsonSerializer.Serialize(names));
        }

        if (export.Network.History is not { } history)
        {
            yield break;
        }

        yield return (EpochsKey, ToText(history.Epochs.Count));
        yield return (BestEpochKey, ToText(history.BestEpoch));
        var best = history.Epochs[history.BestEpoch - 1];
        yield return (LossKey, ToText(best.Loss));
        yield return (AccuracyKey, ToText(best.Accuracy));
        if (best is { ValidationLoss: { } loss, ValidationAccuracy: { } accuracy })
        {
            yield return (ValidationLossKey, ToText(loss));
            yield return (ValidationAccuracyKey, ToText(accuracy));
        }
    }

    private static string Describe(OnnxExport export)
    {
        var network = export.Network;
        int[] sizes = [network.InputSize, .. network.Layers.Select(layer => layer.OutputSize)];
        var input = export.ByteDivisor is { } divisor
            ? $"Bytes from 0 to {ToText(divisor)}, which the graph divides by {ToText(divisor)}"
            : "Features";
        return $"A dense network, {string.Join('-', sizes.Select(ToText))}. {input}; rectified linear units in the hidden " +
            "layers; softmax over the classes.";
    }

    // Without the commit, which follows a plus sign.
    private static string ProducerVersion() => typeof(OnnxMetadata).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string ToText<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
