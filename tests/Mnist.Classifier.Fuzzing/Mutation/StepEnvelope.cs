using System.Buffers.Binary;

namespace Mnist.Classifier.Fuzzing.Mutation;

/// <summary>Finds what a step of a saved pipeline wrote behind ML.NET's header, and puts something else there.</summary>
internal static class StepEnvelope
{
    // Fields of the header: the place and the length of what the step wrote, and the places of what comes after it.
    private const int StartField = 0x10;
    private const int LengthField = 0x18;

    private static readonly int[] LaterFields = [0x20, 0x30, 0x80, 0x88, 0x90];

    /// <summary>Returns where the content is, or null if the bytes are no step.</summary>
    public static Range? Find(ReadOnlySpan<byte> step)
    {
        if (step.Length < 0x100 || !step.StartsWith("ML\0MODEL"u8))
        {
            return null;
        }

        var (start, length) = (Read(step, StartField), Read(step, LengthField));
        return start >= 0 && length >= 0 && start <= step.Length - length ? (int)start..(int)(start + length) : null;
    }

    /// <summary>Makes the same step with other content in a range of its bytes.</summary>
    public static byte[] Replace(byte[] step, Range range, byte[] content)
    {
        var (start, length) = range.GetOffsetAndLength(step.Length);
        byte[] changed = [.. step[..start], .. content, .. step[(start + length)..]];
        var difference = content.Length - length;
        foreach (var field in LaterFields.Where(field => Read(step, field) != 0).Prepend(LengthField))
        {
            BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(field), Read(step, field) + difference);
        }

        return changed;
    }

    private static long Read(ReadOnlySpan<byte> step, int field) => BinaryPrimitives.ReadInt64LittleEndian(step[field..]);
}
