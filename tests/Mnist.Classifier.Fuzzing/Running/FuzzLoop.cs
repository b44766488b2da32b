using Mnist.Classifier.Fuzzing.Coverage;
using Mnist.Classifier.Fuzzing.Mutation;
using Mnist.Classifier.Fuzzing.Targets;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>Reads the seeds of a target, and then what it makes of them, until there have been enough inputs.</summary>
internal sealed class FuzzLoop(FuzzTarget target, SharedFile shared, Corpus corpus, FindingFolder findings)
{
    private const int MeasureMemoryEvery = 64;
    private const long MostKept = 64L << 20;

    private readonly unsafe CoverageMap _coverage = new(shared.Counters, shared.Seen);

    /// <param name="inputs">How many there are to be, with those of workers before this one.</param>
    /// <param name="random">Decides everything.</param>
    public void Run(long inputs, Random random)
    {
        if (shared.State.PointsBySeeds == 0)
        {
            ReadSeeds();
        }

        var mutator = new Mutator(random, target.Words, corpus.Inputs);
        while (shared.State.Inputs < inputs)
        {
            Read(target.Mutate(corpus.Choose(random), mutator));
        }
    }

    private void ReadSeeds()
    {
        foreach (var seed in target.Seeds())
        {
            // Twice, because what is done once for all is not part of an input.
            Experiment.Try(target, seed);
            var trial = Read(seed);
            if (!trial.IsAccepted)
            {
                findings.Write(seed, "A seed was refused.", $"{trial.Failure}");
                shared.State.Failed++;
            }
        }

        shared.State.PointsBySeeds = shared.State.Points;
        shared.State.LongestMicroseconds = 0;
        shared.State.FirstWorkingSet = Environment.WorkingSet - corpus.ByteCount;
    }

    private Trial Read(byte[] input)
    {
        shared.Input = input;
        shared.State.BegunAt = Environment.TickCount64;
        shared.State.Inputs++;
        var trial = Experiment.Try(target, input);
        if (_coverage.HasNew())
        {
            Keep(input);
        }

        // Twice, for a collection or the compiler may have come in between.
        trial = trial.IsSlow ? Experiment.Try(target, input) : trial;
        Count(trial);
        if (trial.Complain(target.AllowedBytes(input)) is { } complaint)
        {
            Report(input, complaint, $"{trial.Failure}");
        }

        if (shared.State.Inputs % MeasureMemoryEvery == 0)
        {
            MeasureMemory(input);
        }

        shared.State.BegunAt = 0;
        return trial;
    }

    /// <summary>Keeps an input if it reaches something new each time: threads and the clock do so by chance.</summary>
    private void Keep(byte[] input)
    {
        Experiment.Try(target, input);
        if (_coverage.HasNew())
        {
            shared.State.Points += _coverage.Add();
            shared.State.Kept++;
            corpus.Add(input);
        }
    }

    private void Count(Trial trial)
    {
        ref var state = ref shared.State;
        state.Accepted += trial.IsAccepted ? 1 : 0;
        state.Refused += trial.IsRefused ? 1 : 0;
        state.LongestMicroseconds = Math.Max(state.LongestMicroseconds, (long)trial.ActiveTime.TotalMicroseconds);
        state.MostAllocated = Math.Max(state.MostAllocated, trial.Allocated);
    }

    private void MeasureMemory(byte[] input)
    {
        ref var state = ref shared.State;
        var now = Environment.WorkingSet - corpus.ByteCount;
        if (state.FirstWorkingSet > 0 && now - state.FirstWorkingSet > MostKept)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            now = Environment.WorkingSet - corpus.ByteCount;
            if (now - state.FirstWorkingSet > MostKept)
            {
                var kept = now - state.FirstWorkingSet;
                Report(input, "More than 64 MB are kept, by this input or one before it.", $"{kept >> 20} MB.");
                state.FirstWorkingSet = now; // once for each 64 MB
            }
        }

        state.LargestWorkingSet = Math.Max(state.LargestWorkingSet, now);
    }

    private void Report(byte[] input, string complaint, string details)
    {
        findings.Write(input, complaint, details);
        shared.State.Failed++;
    }
}
