using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DenseNetworks.IO;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Describes a training: everything in its recipe and its rows that determines the result, as named strings that do not depend
/// on the culture. A checkpoint uses it to check that the same training resumes from it.
/// </summary>
internal static class TrainingDescription
{
    // Reading all of a large data set could take longer than the training.
    private const int SampledRows = 1_000;

    public static IEnumerable<KeyValuePair<string, string>> OfRecipe(TrainingRecipe recipe)
    {
        foreach (var property in typeof(TrainingRecipe).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            // With a constant learning rate, the number of epochs does not affect earlier epochs.
            if (property.Name != nameof(TrainingRecipe.Epochs) || !LearningRates.AreOne(recipe))
            {
                yield return KeyValuePair.Create(property.Name, ToText(property.GetValue(recipe)));
            }
        }
    }

    /// <summary>
    /// Describes what a training starts from: a network, if there is one, and the seed of the context, if it has one.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> OfStart(DenseNetwork? model, int? contextSeed)
    {
        yield return KeyValuePair.Create("model to go on from", ToText(model));
        if (contextSeed is not null)
        {
            yield return KeyValuePair.Create("seed of the MLContext", ToText(contextSeed));
        }
    }

    public static IEnumerable<KeyValuePair<string, string>> OfRows(
        RowSelection training, RowSelection? validation, TrainingColumns columns)
    {
        yield return KeyValuePair.Create("number of features", ToText(columns.FeatureCount));
        yield return KeyValuePair.Create("number of classes", ToText(columns.ClassCount));
        yield return KeyValuePair.Create("number of training rows", ToText(training.Count));
        yield return KeyValuePair.Create("fingerprint of the training rows", Fingerprint(training.Rows, columns.FeatureCount));
        yield return KeyValuePair.Create("number of validation rows", ToText(validation?.Count));
        yield return KeyValuePair.Create(
            "fingerprint of the validation rows",
            validation is null ? ToText(null) : Fingerprint(validation.Rows, columns.FeatureCount));
    }

    /// <summary>Returns the differences between two descriptions, for what the second one describes.</summary>
    public static IEnumerable<string> Compare(
        IReadOnlyDictionary<string, string> before, IEnumerable<KeyValuePair<string, string>> now) =>
        from entry in now
        let earlier = before.GetValueOrDefault(entry.Key, "unknown")
        where earlier != entry.Value
        select $"{entry.Key} was {Printable.Of(earlier)} and is {Printable.Of(entry.Value)}";

    private static string ToText(object? value) => value switch
    {
        null => "none",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        DenseNetwork network => Fingerprint(network),
        Delegate change => $"{change.Method.DeclaringType}.{change.Method.Name}", // its code cannot be compared
        bool flag => flag ? "true" : "false",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(ToText))}]",
        _ => "{ " + string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{property.Name} = {ToText(property.GetValue(value))}")) + " }",
    };

    private static string Fingerprint(DenseNetwork network)
    {
        using var bytes = new MemoryStream();
        DenseNetworkFormat.Write(bytes, network, history: null);
        return Shorten(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    private static string Fingerprint(TrainingRows rows, int featureCount)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(rows.Labels.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(rows.Weights.AsSpan()));
        var count = Math.Min(SampledRows, rows.Count);
        var features = new float[featureCount];
        for (var i = 0; i < count; i++)
        {
            rows.Features.CopyTo((int)((long)i * rows.Count / count), features);
            hash.AppendData(MemoryMarshal.AsBytes(features.AsSpan()));
        }

        return Shorten(hash.GetHashAndReset());
    }

    private static string Shorten(ReadOnlySpan<byte> hash) => Convert.ToHexString(hash[..8]);
}
