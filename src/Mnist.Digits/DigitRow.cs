using System.Collections;
using System.Collections.Immutable;

namespace Mnist.Digits;

/// <summary>A row of digits in a picture, from the left. Immutable.</summary>
public sealed class DigitRow : IReadOnlyList<FoundDigit>
{
    private const char Unsure = '?';

    private readonly ImmutableArray<FoundDigit> _digits;

    internal DigitRow(ImmutableArray<FoundDigit> digits)
    {
        _digits = digits;
        Text = string.Concat(digits.Select(digit => digit.Prediction.IsDigit ? (char)('0' + digit.Prediction.Digit) : Unsure));
    }

    /// <summary>Gets how many digits there are, at least 1, with those that are not sure.</summary>
    public int Count => _digits.Length;

    /// <summary>Gets the digits from the left, such as <c>4021</c>, with <c>?</c> where none is sure.</summary>
    public string Text { get; }

    /// <summary>Gets a digit.</summary>
    /// <param name="index">Its place, from 0 on the left.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public FoundDigit this[int index] => _digits[index];

    /// <inheritdoc/>
    public IEnumerator<FoundDigit> GetEnumerator() => ((IEnumerable<FoundDigit>)_digits).GetEnumerator();

    /// <summary>Returns <see cref="Text"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
