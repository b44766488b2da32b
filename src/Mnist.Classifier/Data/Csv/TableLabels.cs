using System.Globalization;

namespace Mnist.Classifier.Data.Csv;

/// <summary>
/// The labels of a table: numbers, names of the classes, or words, which become the names if there are no others. The words for
/// the ten digits become these.
/// </summary>
internal sealed class TableLabels(ImageSetLayout layout)
{
    private readonly List<byte> _labels = [];
    private readonly Dictionary<string, byte> _words = new(StringComparer.Ordinal);
    private bool _hasNumbers;

    public int Count => _labels.Count;

    /// <summary>Adds the label in a field.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Add(TableFields field)
    {
        var number = field.Number;
        if (IndexOfName(field.Text) is { } named && !(float.IsInteger(number) && IsInRange(number)))
        {
            _labels.Add((byte)named);
            return null;
        }

        return float.IsNaN(number) ? AddWord(field) : AddNumber(number);
    }

    public void AddMissing() => _labels.Add(LabeledImages.MissingLabel);

    /// <summary>Gets the class of each image, counted from 0, the number of classes, and their names.</summary>
    public (byte[] Labels, int ClassCount, IReadOnlyList<string>? ClassNames) ToClasses()
    {
        byte[] labels = [.. _labels];
        if (_words.Count == 0)
        {
            var count = layout.HasLabels ? layout.CountClasses(labels) : layout.KnownClassCount ?? 1;
            return (labels, count, layout.ClassNames);
        }

        var isDigits = _words.Keys.All(word => DigitNames.Find(word) is not null);
        var names = _words.Keys.Order(StringComparer.Ordinal).ToList();
        var classOf = _words.ToDictionary(
            word => word.Value,
            word => (byte)(isDigits ? DigitNames.Find(word.Key)! - layout.FirstLabel : names.IndexOf(word.Key)));
        labels = Array.ConvertAll(labels, label => classOf[label]);
        return isDigits ? (labels, layout.CountClasses(labels), null) : (labels, names.Count, names);
    }

    private int? IndexOfName(ReadOnlySpan<char> text)
    {
        for (var index = 0; index < (layout.ClassNames?.Count ?? 0); index++)
        {
            if (text.SequenceEqual(layout.ClassNames![index]))
            {
                return index;
            }
        }

        return null;
    }

    private string? AddNumber(float number)
    {
        if (!IsInRange(number) || !float.IsInteger(number))
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"its label is {number}, not a whole number from {layout.FirstLabel} to " +
                    $"{layout.LastLabel}");
        }

        if (_words.Count > 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"its label is the number {number}, but those before are words");
        }

        _hasNumbers = true;
        _labels.Add((byte)(number - layout.FirstLabel));
        return null;
    }

    private string? AddWord(TableFields field)
    {
        var word = field.Text.ToString();
        var isDigit = DigitNames.Find(word) is { } digit && IsInRange(digit);
        if (word.Length == 0 || _hasNumbers || !(isDigit || layout.KnownClassCount is null))
        {
            return "its label is missing or not a number";
        }

        if (!_words.TryGetValue(word, out var label))
        {
            if (_words.Count == ImageClasses.MaxCount)
            {
                return $"its label is another word than the {ImageClasses.MaxCount} of the rows before; there cannot be more " +
                    "classes";
            }

            _words.Add(word, label = (byte)_words.Count);
        }

        _labels.Add(label);
        return null;
    }

    private bool IsInRange(float number) => number >= layout.FirstLabel && number <= layout.LastLabel;
}
