using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DenseNetworks.ML;

namespace Mnist.Batch.Training;

/// <summary>One training of a sweep.</summary>
internal sealed record TrainingSpec
{
    /// <summary>How recipes and trainings are written as JSON; unknown members are rejected.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        WriteIndented = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutTeachers } },
    };

    /// <summary>Gets the recipe, which holds out some rows.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>Gets the seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Gets the full path of the digits; null for generated ones.</summary>
    public string? Data { get; init; }

    /// <summary>Gets the version of the trainer: another one may give other weights.</summary>
    public string Trainer { get; init; } =
        typeof(TrainingRecipe).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Gets the name of the training, a hash of its settings.</summary>
    [JsonIgnore]
    public string Name => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, Json)))[..16];

    // A teacher network cannot be written as JSON.
    private static void LeaveOutTeachers(JsonTypeInfo type)
    {
        if (type.Properties.FirstOrDefault(property => property.PropertyType == typeof(Distillation)) is { } teacher)
        {
            type.Properties.Remove(teacher);
        }
    }
}
