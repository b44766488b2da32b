namespace Testing;

/// <summary>Hands each report on, at once and on the same thread.</summary>
internal sealed class Reporter<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
