using System.Buffers.Binary;

namespace Mnist.Classifier.Pictures;

/// <summary>Finds the end of a JPEG picture (ITU-T T.81, annex B). Cameras append videos and other pictures to it.</summary>
internal static class JpegEnd
{
    private const byte Escape = 0xFF;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const int MarkerLength = 2;

    /// <summary>Tells whether the picture that the file begins with has its end in the file.</summary>
    public static bool IsIn(ReadOnlySpan<byte> file)
    {
        for (var at = MarkerLength; at + MarkerLength <= file.Length;)
        {
            if (file[at] != Escape)
            {
                return false;
            }

            var marker = file[at + 1];
            if (marker == EndOfImage)
            {
                return true;
            }

            if (marker == Escape)
            {
                at++; // a fill byte
                continue;
            }

            if (at + MarkerLength + sizeof(ushort) > file.Length)
            {
                return false;
            }

            at += MarkerLength + BinaryPrimitives.ReadUInt16BigEndian(file[(at + MarkerLength)..]);
            if (marker == StartOfScan)
            {
                at = SkipScan(file, at);
            }
        }

        return false;
    }

    /// <summary>Returns where the next marker is; in the data of a scan, an escape before 0 or a restart is none.</summary>
    private static int SkipScan(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length && !(file[at] == Escape && file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))))
        {
            at++;
        }

        return at;
    }
}
