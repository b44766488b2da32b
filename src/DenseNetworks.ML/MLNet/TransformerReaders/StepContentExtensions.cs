using DenseNetworks.Models;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>Reads fields that several transformers of ML.NET have in common.</summary>
internal static class StepContentExtensions
{
    // The type names that ML.NET writes are shorter.
    private const int LongestName = 32;

    /// <summary>Reads the number of columns, and for each the names of the output and the input.</summary>
    public static (string Output, string Input)[] ReadColumnPairs(this StepContent content)
    {
        var pairs = new (string Output, string Input)[content.ReadCount(2 * sizeof(int))];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (content.ReadText(), content.ReadText());
        }

        return pairs;
    }

    public static bool ReadFlag(this StepContent content) => content.Reader.ReadByte() switch
    {
        0 => false,
        1 => true,
        var other => throw new FormatException($"it has {other} where 0 or 1 is expected"),
    };

    /// <summary>Reads the size of the description that follows a type name, which must be zero.</summary>
    public static void ExpectNoDetails(this StepContent content)
    {
        if (content.Reader.ReadByte() is not 0 and var size)
        {
            throw new FormatException($"it has a type with a description of {size} bytes");
        }
    }

    /// <summary>Reads double-precision or single-precision numbers.</summary>
    public static double[] ReadNumbers(this StepContent content, int count, bool isDouble)
    {
        content.Require(count, isDouble ? sizeof(double) : sizeof(float));
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = isDouble ? content.Reader.ReadDouble() : content.Reader.ReadSingle();
        }

        return numbers;
    }

    /// <summary>Reads a number, which must have an expected value.</summary>
    public static void Expect(this StepContent content, int expected)
    {
        if (content.Reader.ReadInt32() is var number && number != expected)
        {
            throw new FormatException($"it has the number {number} where {expected} is expected");
        }
    }

    public static string ReadTypeName(this StepContent content)
    {
        var length = content.Reader.ReadByte();
        return length <= LongestName
            ? new string(content.Reader.ReadChars(length))
            : throw new FormatException($"it has a type name of {length} bytes");
    }
}
