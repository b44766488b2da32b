namespace Mnist.Classifier.Data.Csv;

/// <summary>A column that may have the labels, and what its values say about that.</summary>
internal sealed class LabelCandidate(int column, ImageSetLayout layout)
{
    private string? _first;
    private bool _varies;
    private bool _isImpossible;

    public int Column => column;

    /// <summary>Gets a value indicating whether its values are labels of more than one class, as those of a label must be.</summary>
    public bool MayBe => IsCertain || (_varies && !_isImpossible);

    /// <summary>Gets a value indicating whether it has words, which no pixel is.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>Gets the largest number, for where it is a pixel after all.</summary>
    public float Largest { get; private set; }

    public bool HasFraction { get; private set; }

    /// <summary>Tells whether this can be the label and the other cannot.</summary>
    public bool Excludes(LabelCandidate other) => !other.IsCertain && (IsCertain || (MayBe && !other.MayBe));

    public void Look(int at, TableFields fields)
    {
        if (at != column)
        {
            return;
        }

        var number = fields.Number;
        IsCertain |= float.IsNaN(number) && !fields.IsEmpty;
        _isImpossible |= !(float.IsInteger(number) && number >= layout.FirstLabel && number <= layout.LastLabel);
        HasFraction |= !float.IsNaN(number) && !float.IsInteger(number);
        Largest = number > Largest ? number : Largest;
        _first ??= fields.Text.ToString();
        _varies |= !fields.Text.SequenceEqual(_first);
    }
}
