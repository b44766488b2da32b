namespace DenseNetworks.Models;

/// <summary>What a step wrote. Texts are numbers in it, which stand for texts in a table. Not for many threads.</summary>
/// <param name="reader">Reads the content.</param>
/// <param name="texts">The table of texts.</param>
internal sealed class StepContent(BinaryReader reader, string[] texts)
{
    private const int NoText = -1;

    /// <summary>Gets the number of texts in the table.</summary>
    public int TextCount => texts.Length;

    /// <summary>Gets what reads the rest of the content.</summary>
    public BinaryReader Reader => reader;

    /// <summary>Reads the number of a text, and returns the text.</summary>
    /// <exception cref="FormatException">There is no such text, or it is empty.</exception>
    public string ReadText() => ReadTextOrNull() ?? throw new FormatException("a text is missing");

    /// <summary>Reads the number of a text, and returns the text, or null for -1.</summary>
    /// <exception cref="FormatException">There is no such text, or it is empty.</exception>
    public string? ReadTextOrNull()
    {
        var number = reader.ReadInt32();
        return number == NoText ? null
            : number >= 0 && number < texts.Length && texts[number].Length > 0 ? texts[number]
            : throw new FormatException($"it has no text {number}");
    }
}
