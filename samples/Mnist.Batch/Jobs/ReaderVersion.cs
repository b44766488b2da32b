using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Mnist.Digits;

namespace Mnist.Batch.Jobs;

/// <summary>What the answers depend on besides the pictures. Workers with another version do other jobs.</summary>
/// <param name="Model">The SHA-256 of the model's zip, in hexadecimal digits.</param>
/// <param name="Library">The version of Mnist.Digits.</param>
internal sealed record ReaderVersion(string Model, string Library)
{
    /// <summary>Gets the queue of the jobs for this version.</summary>
    [JsonIgnore]
    public string Queue =>
        $"read-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Model}\n{Library}"))).AsSpan(0, 16)}";

    /// <summary>Returns the version of a reader that this program has loaded.</summary>
    /// <param name="model">The zip of its model.</param>
    public static ReaderVersion Of(byte[] model) => new(
        Convert.ToHexStringLower(SHA256.HashData(model)),
        typeof(DigitReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    public override string ToString() => $"the model {Model[..16]}… and Mnist.Digits {Library}";
}
