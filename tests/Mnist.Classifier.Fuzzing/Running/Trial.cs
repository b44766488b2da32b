using DenseNetworks.IO;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>One input, read once.</summary>
/// <param name="Failure">What was thrown, or null.</param>
/// <param name="Time">How long it took.</param>
/// <param name="ProcessorTime">For how much of this time the process had a processor: others may have kept them.</param>
/// <param name="Allocated">How many bytes of managed memory were allocated, by all threads.</param>
/// <param name="Complaint">What the target found wrong afterwards, or null.</param>
internal sealed record Trial(Exception? Failure, TimeSpan Time, TimeSpan ProcessorTime, long Allocated, string? Complaint)
{
    /// <summary>Longer is a fault, if it is so twice.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    /// <summary>Gets how long it would have taken on a machine with nothing else to do, on one processor at least.</summary>
    public TimeSpan ActiveTime => Time < ProcessorTime ? Time : ProcessorTime;

    public bool IsSlow => ActiveTime > MostTime;

    public bool IsAccepted => Failure is null;

    public bool IsRefused => Failure is InvalidDataException;

    /// <summary>Says what is wrong, or returns null if nothing is.</summary>
    public string? Complain(long allowedBytes)
    {
        if (Failure is not (null or InvalidDataException))
        {
            return $"It threw {Failure.GetType().FullName}.";
        }

        if (!Printable.Is(Failure))
        {
            return "Its message has what would control a terminal, or no end.";
        }

        if (IsSlow)
        {
            return FormattableString.Invariant($"It took {ActiveTime.TotalSeconds:F1} s.");
        }

        return Allocated > allowedBytes ? FormattableString.Invariant($"It allocated {Allocated >> 20} MB.") : Complaint;
    }
}
