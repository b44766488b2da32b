namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures subjects in turn, so that what slows the machine for a while slows them all.</summary>
internal static class Interleaved
{
    /// <summary>Measures each subject once, then each again, and so on.</summary>
    /// <param name="repeats">How often.</param>
    /// <param name="subjects">Each is called with the number of the repeat, from 1.</param>
    /// <returns>For each subject what it gave, in the order of the repeats.</returns>
    public static IReadOnlyList<T>[] Run<T>(int repeats, params IReadOnlyList<Func<int, T>> subjects)
    {
        var values = subjects.Select(_ => new List<T>()).ToArray();
        for (var repeat = 1; repeat <= repeats; repeat++)
        {
            for (var subject = 0; subject < subjects.Count; subject++)
            {
                values[subject].Add(subjects[subject](repeat));
            }
        }

        return values;
    }

    /// <summary>Measures each subject in the same way.</summary>
    /// <inheritdoc cref="Run{T}(int, IReadOnlyList{Func{int, T}})"/>
    public static IReadOnlyList<T>[] Run<TSubject, T>(int repeats, IEnumerable<TSubject> subjects, Func<TSubject, T> measure) =>
        Run(repeats, [.. subjects.Select(subject => (Func<int, T>)(_ => measure(subject)))]);
}
