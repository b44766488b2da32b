using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Reads and validates the segments of a JPEG file (ITU-T T.81, annex B) up to the end of the picture, after which cameras
/// append videos and other pictures.
/// </summary>
internal sealed class JpegCheck
{
    private const byte Escape = 0xFF;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte RestartInterval = 0xDD;
    private const byte App1 = 0xE1;
    private const byte Adobe = 0xEE;
    private const int MarkerLength = 2;
    private const int LengthLength = 2;
    private const int FewestBitsPerBlock = 1;
    private const int PixelsPerBlock = 64;

    // A scan of a few bytes takes time in proportion to the picture, so only a malicious file has this many.
    private const int MostScans = 100;

    // The cost of a block's inverse transform, relative to that of one scan over it.
    private const int TransformWork = 16;

    // In blocks scanned. Photographs have one to four per byte; a picture of a single grey has 70.
    private const int MostWorkPerByte = 8;

    // Converting a pixel to RGB and enlarging its colours takes as long as one scan of a block.
    private const int MostColourPixelsPerByte = 15;

    private JpegFrame? _frame;
    private PictureFault _fault;
    private bool _hasInkTransform;
    private int? _orientation;
    private int _restartInterval;
    private int _scans;
    private long _blocks;

    /// <summary>Gets the size, or <see langword="null"/> if there is no frame header.</summary>
    public PictureSize? Size => _frame?.Size;

    /// <summary>Gets the offset of the end of the picture in the file, or 0 if there is none.</summary>
    public int End { get; private set; }

    /// <summary>Gets the Exif orientation, from 1 to 8, from the first Exif header before the picture.</summary>
    public int Orientation => _orientation ?? PictureOrientation.Upright;

    public static JpegCheck Read(ReadOnlySpan<byte> file)
    {
        var check = new JpegCheck();
        check._fault = check.ReadSegments(file);
        return check;
    }

    /// <summary>Returns what would keep the decoder from decoding the picture completely.</summary>
    public PictureFault Check(long fileLength) => _frame switch
    {
        null => _fault is PictureFault.None ? PictureFault.Damaged : _fault,
        { IsSupported: false } => PictureFault.Rare,
        { Size.PixelCount: var count } when count * FewestBitsPerBlock > fileLength * 8 * PixelsPerBlock
            => PictureFault.Disproportionate,
        _ when _fault is not PictureFault.None => _fault,
        { HasAllComponents: false } => PictureFault.CutOff,
        { ComponentCount: 4 } when !_hasInkTransform => PictureFault.UnknownInks,
        _ when PictureCost.Check(_frame.MemoryLength, fileLength) is not PictureFault.None and var fault => fault,
        { ComponentCount: > 1, Size.PixelCount: var count }
            when PictureCost.IsInProportion(count, MostColourPixelsPerByte, fileLength) is not PictureFault.None and var fault
            => fault,
        _ => PictureCost.IsInProportion((TransformWork * _frame.BlockCount) + _blocks, MostWorkPerByte, fileLength),
    };

    private PictureFault ReadSegments(ReadOnlySpan<byte> file)
    {
        for (var at = MarkerLength; at + MarkerLength <= file.Length;)
        {
            if (file[at] != Escape)
            {
                return PictureFault.Damaged;
            }

            var marker = file[at + 1];
            if (marker == EndOfImage)
            {
                End = at + MarkerLength;
                return PictureFault.None;
            }

            if (marker == Escape)
            {
                at++; // a fill byte
                continue;
            }

            if (!TryReadSegment(file, at + MarkerLength, out var segment))
            {
                return PictureFault.CutOff;
            }

            if (!Take(marker, segment))
            {
                return PictureFault.Damaged;
            }

            at += MarkerLength + LengthLength + segment.Length;
            if (marker == StartOfScan)
            {
                var (end, restarts) = SkipScan(file, at);
                if (restarts < _frame!.CountRestarts(segment, _restartInterval))
                {
                    return PictureFault.Damaged; // the decoder would stop early and expose uninitialized memory
                }

                if ((end - at) * 8L < _frame.CountBits(segment))
                {
                    return PictureFault.CutOff; // the decoder would continue with zeros to the end of the picture
                }

                _blocks += _frame.CountBlocks(segment);
                at = end;
            }
        }

        return PictureFault.CutOff;
    }

    private static bool TryReadSegment(ReadOnlySpan<byte> file, int at, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (at + LengthLength > file.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]); // counts its own two bytes
        if (length < LengthLength || at + length > file.Length)
        {
            return false;
        }

        segment = file[(at + LengthLength)..(at + length)];
        return true;
    }

    /// <summary>Processes a segment, and returns whether it is valid.</summary>
    private bool Take(byte marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                if (_frame is not null)
                {
                    return false;
                }

                _frame = JpegFrame.Read(marker, segment);
                return _frame is not null;
            case StartOfScan:
                return _frame is not null && ++_scans <= MostScans && _frame.TakeScan(segment);
            case App1 when _scans == 0 && segment.StartsWith("Exif\0\0"u8):
                _orientation ??= PictureOrientation.ReadExif(segment[6..]);
                return true;
            case RestartInterval when segment.Length == 2:
                _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
                return true;
            case Adobe:
                // The last byte is the transform: 0 for CMYK, 2 for YCCK.
                _hasInkTransform |= segment.Length >= 12 && segment.StartsWith("Adobe\0"u8) && segment[11] is (0 or 2);
                return true;
            case 0xC4:
                return JpegTables.AreCodes(segment);
            case 0xDB:
                return JpegTables.AreQuantizers(segment);
            default:
                return marker is (>= 0xE0 and <= 0xEF) or 0xFE or 0xDC;
        }
    }

    /// <summary>
    /// Returns the offset of the next marker, and the number of restart markers before it. In scan data, 0xFF followed by 0 is
    /// a literal 0xFF.
    /// </summary>
    private static (int End, int Restarts) SkipScan(ReadOnlySpan<byte> file, int at)
    {
        for (var restarts = 0; ; at++)
        {
            var next = file[Math.Min(at, file.Length)..].IndexOf(Escape);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                return (file.Length, restarts);
            }

            at += next;
            switch (file[at + 1])
            {
                case 0:
                    break;
                case >= 0xD0 and <= 0xD7:
                    restarts++;
                    break;
                default:
                    return (at, restarts);
            }
        }
    }
}
