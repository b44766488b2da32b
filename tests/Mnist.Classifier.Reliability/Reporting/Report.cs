namespace Mnist.Classifier.Reliability;

/// <summary>What a suite has seen.</summary>
internal sealed class Report
{
    private readonly List<Promise> _promises = [];
    private readonly List<Table> _tables = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<Promise> Promises => _promises;

    public IReadOnlyList<Table> Tables => _tables;

    public IReadOnlyList<string> Notes => _notes;

    public int BrokenCount => _promises.Count(promise => promise.IsKept == false);

    /// <summary>Adds a promise that was put to the test.</summary>
    public void Check(string what, string promised, string seen, bool isKept) =>
        Add(new Promise(what, promised, seen, isKept));

    /// <summary>Adds a number of things that went wrong, of which there should be none.</summary>
    public void CheckNone(string what, string promised, long wrongCount, long tryCount, string unit) => Check(
        what, promised, $"{Text.Of(wrongCount)} of {Text.Of(tryCount)} {unit} wrong", wrongCount == 0 && tryCount > 0);

    /// <summary>Adds a promise that cannot be put to the test on this machine.</summary>
    public void Skip(string what, string promised, string why) => Add(new Promise(what, promised, $"not tried: {why}", null));

    public void Add(Table table) => _tables.Add(table);

    /// <summary>Adds a sentence under the tables.</summary>
    public void Note(string sentence) => _notes.Add(sentence);

    private void Add(Promise promise)
    {
        _promises.Add(promise);
        Console.Error.WriteLine($"{promise.What}: {promise.Seen}"); // a suite takes minutes
    }
}
