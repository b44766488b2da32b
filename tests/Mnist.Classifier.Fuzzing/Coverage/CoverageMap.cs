using SharpFuzz.Common;

namespace Mnist.Classifier.Fuzzing.Coverage;

/// <summary>
/// Which pairs of branches an input has taken one after the other, and how often, by the counters that SharpFuzz has put
/// into the code.
/// </summary>
internal sealed unsafe class CoverageMap
{
    public const int Length = 1 << 16;

    // 1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to 127 and more: how often is new only when it is much oftener.
    private static readonly byte[] Classes =
    [
        .. Enumerable.Range(0, 256).Select(count => (byte)(count switch
        {
            0 => 0, 1 => 1, 2 => 2, 3 => 4, < 8 => 8, < 16 => 16, < 32 => 32, < 128 => 64, _ => 128,
        })),
    ];

    private readonly byte* _seen;

    /// <param name="counters">A place for the counters of one input, of <see cref="Length"/>.</param>
    /// <param name="seen">What all inputs so far have reached, of <see cref="Length"/>; none, or an earlier map's.</param>
    public CoverageMap(byte* counters, byte* seen)
    {
        Trace.SharedMem = counters;
        _seen = seen;
    }

    /// <summary>Begins a new input.</summary>
    public static void Reset()
    {
        new Span<byte>(Trace.SharedMem, Length).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Tells whether the input has reached what no input has reached before.</summary>
    public bool HasNew()
    {
        var counters = (ulong*)Trace.SharedMem;
        for (var i = 0; i < Length / sizeof(ulong); i++)
        {
            if (counters[i] != 0 && HasNew(i * sizeof(ulong)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembers what the input has reached.</summary>
    /// <returns>How many points it has reached as the first.</returns>
    public int Add()
    {
        var points = 0;
        for (var i = 0; i < Length; i++)
        {
            var reached = Classes[Trace.SharedMem[i]];
            points += reached != 0 && _seen[i] == 0 ? 1 : 0;
            _seen[i] |= reached;
        }

        return points;
    }

    private bool HasNew(int start)
    {
        for (var i = start; i < start + sizeof(ulong); i++)
        {
            if ((Classes[Trace.SharedMem[i]] & ~_seen[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
