using Mnist.Classifier.Fuzzing.Mutation;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>
/// Something that reads files. A new class that derives from this is a new target, found by itself; it has a constructor
/// without parameters.
/// </summary>
internal abstract class FuzzTarget : IDisposable
{
    private const long MostBytes = 64L << 20;

    private static readonly Type[] Types =
    [
        .. typeof(FuzzTarget).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(FuzzTarget)) && !type.IsAbstract)
            .OrderBy(NameOf, StringComparer.Ordinal),
    ];

    /// <summary>Gets the names of all targets: those of their classes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Types.Select(NameOf)];

    /// <summary>Gets words that inputs are made of, to be put in.</summary>
    public virtual IReadOnlyList<byte[]> Words => [];

    public static FuzzTarget Create(string name) =>
        (FuzzTarget)Activator.CreateInstance(Types.Single(type => NameOf(type) == name))!;

    /// <summary>Makes the inputs to begin with, each of them valid, and the same every time.</summary>
    public abstract IEnumerable<byte[]> Seeds();

    /// <summary>Reads an input by the public way. It returns, or throws what the reader throws.</summary>
    public abstract void Read(byte[] input);

    /// <summary>Makes another input of one, for example behind a checksum that is put right.</summary>
    public virtual byte[] Mutate(byte[] input, Mutator mutator) => mutator.Mutate(input);

    /// <summary>Gets how many bytes may be allocated for an input, in all: more than are ever held at once.</summary>
    public virtual long AllowedBytes(byte[] input) => MostBytes;

    /// <summary>Gets how many times fewer inputs it is given than others, because each takes so much longer.</summary>
    public virtual int Slowness => 1;

    /// <summary>Says what is wrong after an input has been read, or null.</summary>
    public virtual string? Complain() => null;

    public virtual void Dispose()
    {
    }

    private static string NameOf(Type type) =>
        char.ToLowerInvariant(type.Name[0]) + type.Name[1..].Replace("Target", "", StringComparison.Ordinal);
}
