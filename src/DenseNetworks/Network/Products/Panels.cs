using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DenseNetworks.Network;

/// <summary>
/// Copies parts of matrices into the order in which products read them: for each step in depth, the values of all lines of a
/// panel. A line is a row of the left matrix or a column of the right one.
/// </summary>
internal static unsafe class Panels
{
    /// <param name="from">The first value of the first line.</param>
    /// <param name="lineStride">The distance to the next line. This or <paramref name="depthStride"/> is 1.</param>
    /// <param name="depthStride">The distance to the next value of a line.</param>
    /// <param name="lines">The number of lines.</param>
    /// <param name="width">The number of lines to write; those beyond <paramref name="lines"/> are zeros.</param>
    /// <param name="depth">The number of values of a line.</param>
    /// <param name="to">Receives the panel, <c>[depth, width]</c>.</param>
    public static void Pack(float* from, nint lineStride, nint depthStride, int lines, int width, int depth, float* to)
    {
        if (lines < width)
        {
            new Span<float>(to, width * depth).Clear();
        }

        if (lineStride == 1)
        {
            Copy(from, depthStride, lines, width, depth, to);
        }
        else
        {
            Transpose(from, lineStride, depthStride, lines, width, depth, to);
        }
    }

    // A copy of constant length compiles to a few vector moves without a loop. These are the lengths of whole tiles.
    private static void Copy(float* from, nint depthStride, int lines, int width, int depth, float* to)
    {
        switch (lines)
        {
            case 32: Copy<Size32>(from, depthStride, width, depth, to); break;
            case 16: Copy<Size16>(from, depthStride, width, depth, to); break;
            case 12: Copy<Size12>(from, depthStride, width, depth, to); break;
            case 8: Copy<Size8>(from, depthStride, width, depth, to); break;
            case 6: Copy<Size6>(from, depthStride, width, depth, to); break;
            default: CopyEach(from, depthStride, lines, width, depth, to); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<TLines>(float* from, nint depthStride, int width, int depth, float* to)
        where TLines : struct, ISize
    {
        for (var step = 0; step < depth; step++, from += depthStride, to += width)
        {
            Unsafe.CopyBlockUnaligned(to, from, (uint)TLines.Value * sizeof(float));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyEach(float* from, nint depthStride, int lines, int width, int depth, float* to)
    {
        for (var step = 0; step < depth; step++, from += depthStride, to += width)
        {
            for (var line = 0; line < lines; line++)
            {
                to[line] = from[line];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(float* from, nint lineStride, nint depthStride, int lines, int width, int depth, float* to)
    {
        var line = 0;
        var isSquareWise = depthStride == 1 && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported);
        for (; isSquareWise && line <= lines - 4; line += 4)
        {
            var line0 = from + (line * lineStride);
            var line1 = line0 + lineStride;
            var line2 = line1 + lineStride;
            var line3 = line2 + lineStride;
            var target = to + line;
            var step = 0;
            for (; step <= depth - 4; step += 4, target += 4 * width)
            {
                var (a, b) = (Vector128.Load(line0 + step), Vector128.Load(line1 + step));
                var (c, d) = (Vector128.Load(line2 + step), Vector128.Load(line3 + step));
                var (abLow, abHigh) = (ZipLow(a, b).AsDouble(), ZipHigh(a, b).AsDouble());
                var (cdLow, cdHigh) = (ZipLow(c, d).AsDouble(), ZipHigh(c, d).AsDouble());
                ZipLow(abLow, cdLow).AsSingle().Store(target);
                ZipHigh(abLow, cdLow).AsSingle().Store(target + width);
                ZipLow(abHigh, cdHigh).AsSingle().Store(target + (2 * width));
                ZipHigh(abHigh, cdHigh).AsSingle().Store(target + (3 * width));
            }

            for (; step < depth; step++, target += width)
            {
                (target[0], target[1], target[2], target[3]) = (line0[step], line1[step], line2[step], line3[step]);
            }
        }

        for (; line < lines; line++)
        {
            for (var step = 0; step < depth; step++)
            {
                to[((nint)step * width) + line] = from[(line * lineStride) + (step * depthStride)];
            }
        }
    }

    // Interleaves the lower halves of two vectors, or the upper halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Sse2.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Sse2.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ZipLow(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ZipHigh(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
