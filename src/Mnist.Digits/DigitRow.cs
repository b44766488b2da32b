using System.Collections;
using System.Collections.Immutable;

namespace Mnist.Digits;

/// <summary>Represents a row of digits in a picture, from left to right. This type is immutable.</summary>
public sealed class DigitRow : IReadOnlyList<FoundDigit>
{
    private const char Unsure = '?';

    private readonly ImmutableArray<FoundDigit> _digits;

    internal DigitRow(ImmutableArray<FoundDigit> digits)
    {
        _digits = digits;
        Text = string.Concat(digits.Select(digit => digit.Prediction.IsDigit ? (char)('0' + digit.Prediction.Digit) : Unsure));
    }

    /// <summary>Gets the number of digits, uncertain ones included. It is at least 1.</summary>
    public int Count => _digits.Length;

    /// <summary>Gets the digits as text, such as <c>4021</c>, with <c>?</c> for each uncertain one.</summary>
    public string Text { get; }

    /// <summary>Gets the digit at the specified index.</summary>
    /// <param name="index">The zero-based index, from the left.</param>
    /// <exception cref="IndexOutOfRangeException">
    /// <paramref name="index"/> is negative, or not less than <see cref="Count"/>.
    /// </exception>
    public FoundDigit this[int index] => _digits[index];

    /// <inheritdoc/>
    public IEnumerator<FoundDigit> GetEnumerator() => ((IEnumerable<FoundDigit>)_digits).GetEnumerator();

    /// <summary>Returns <see cref="Text"/>.</summary>
    /// <returns>The digits as text.</returns>
    public override string ToString() => Text;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
