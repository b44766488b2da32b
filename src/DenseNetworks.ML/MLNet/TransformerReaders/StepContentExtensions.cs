using DenseNetworks.Models;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>Reads what several of ML.NET's own steps have.</summary>
internal static class StepContentExtensions
{
    // The names of the types that ML.NET writes are shorter.
    private const int LongestName = 32;

    /// <summary>Reads how many columns are made, and for each its name and that of the column that it is made of.</summary>
    public static (string Output, string Input)[] ReadColumnPairs(this StepContent content)
    {
        var pairs = new (string Output, string Input)[content.ReadCount(2 * sizeof(int))];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (content.ReadText(), content.ReadText());
        }

        return pairs;
    }

    /// <summary>Reads yes or no.</summary>
    public static bool ReadFlag(this StepContent content) => content.Reader.ReadByte() switch
    {
        0 => false,
        1 => true,
        var other => throw new FormatException($"it has {other} where 0 or 1 belongs"),
    };

    /// <summary>Reads how many bytes describe a type beside its name: here always none.</summary>
    public static void ExpectNoDetails(this StepContent content)
    {
        if (content.Reader.ReadByte() is not 0 and var size)
        {
            throw new FormatException($"it has a type with {size} bytes of details");
        }
    }

    /// <summary>Reads numbers.</summary>
    /// <param name="content">What has them.</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="isDouble">Whether they are of double precision, or of single.</param>
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

    /// <summary>Reads a number that is known.</summary>
    public static void Expect(this StepContent content, int expected)
    {
        if (content.Reader.ReadInt32() is var number && number != expected)
        {
            throw new FormatException($"it has the number {number} where {expected} belongs");
        }
    }

    /// <summary>Reads the name of a type.</summary>
    public static string ReadTypeName(this StepContent content)
    {
        var length = content.Reader.ReadByte();
        return length <= LongestName
            ? new string(content.Reader.ReadChars(length))
            : throw new FormatException($"it has a name of a type of {length} bytes");
    }
}
