using System.Buffers.Binary;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// Opens one step of a saved model: ML.NET's header of 256 bytes, what the step wrote, a table of texts, the name of an
/// assembly (which nobody looks at here), a tail.
/// </summary>
internal static class ModelStep
{
    // ML.NET reads the texts one character after the other, and they are no more than names of columns and a folder.
    private const int MaxTextSize = 1 << 20;

    private const int HeaderSize = 256;
    private const int ContentSizeOffset = 0x18;
    private const int WholeSizeOffset = 0x88;

    /// <summary>
    /// Checks what ML.NET's reader of headers does not, and then hands the bytes to it: it checks each offset against those
    /// before it and the last against the size.
    /// </summary>
    /// <param name="env">Reports faults.</param>
    /// <param name="name">What the step is called in the zip.</param>
    /// <param name="bytes">The whole step.</param>
    /// <exception cref="InvalidDataException">The step has too much text, or something follows it.</exception>
    /// <exception cref="FormatException">The header is damaged.</exception>
    public static ModelLoadContext Open(IHostEnvironment env, string name, byte[] bytes)
    {
        if (bytes.Length < HeaderSize)
        {
            throw Damaged(name, $"it has {bytes.Length} bytes, and its header alone has {HeaderSize}");
        }

        var contentSize = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(ContentSizeOffset));
        var wholeSize = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(WholeSizeOffset));
        if (wholeSize != bytes.Length || contentSize < 0 || contentSize > wholeSize - HeaderSize)
        {
            throw Damaged(
                name, $"its header claims {contentSize} bytes of content and {wholeSize} in all, and there are {bytes.Length}");
        }

        if (wholeSize - HeaderSize - contentSize > MaxTextSize)
        {
            throw Damaged(name, $"it has more than {MaxTextSize} bytes of text, the most that are read");
        }

        // Without ML.NET's repository of entries: a step cannot open another one, or write to a folder for temporary files.
#pragma warning disable CA2000 // memory only: there is nothing to free
        return new ModelLoadContext(new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8), env);
#pragma warning restore CA2000
    }

    /// <summary>Words a complaint about a step.</summary>
    /// <param name="name">What the step is called in the zip.</param>
    /// <param name="what">What is wrong, not a whole sentence.</param>
    /// <param name="inner">What reported it, if something did.</param>
    public static InvalidDataException Damaged(string name, string what, Exception? inner = null) => new(
        $"'{name}' is damaged, or of a newer version: {what.TrimEnd('.', ' ')}. Copy or save it again, or use a newer " +
        "version of Mnist.Classifier.", inner);
}
