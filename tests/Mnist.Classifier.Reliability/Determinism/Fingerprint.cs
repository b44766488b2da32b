using System.Security.Cryptography;

namespace Mnist.Classifier.Reliability;

/// <summary>The beginning of a hash.</summary>
/// <param name="Name">What was hashed.</param>
/// <param name="Hash">The first 12 digits.</param>
internal sealed record Fingerprint(string Name, string Hash)
{
    private const char Separator = '\t';
    private const int DigitCount = 12;

    public static Fingerprint Of(string name, ReadOnlySpan<byte> content) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(content))[..DigitCount]);

    public static Fingerprint Parse(string line) => line.Split(Separator) is [var name, var hash]
        ? new Fingerprint(name, hash)
        : throw new FormatException($"'{line}' is no fingerprint.");

    public override string ToString() => $"{Name}{Separator}{Hash}";
}
