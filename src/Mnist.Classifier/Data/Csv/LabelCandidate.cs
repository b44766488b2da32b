namespace Mnist.Classifier.Data.Csv;

/// <summary>A column that may be the label, and whether its values allow that.</summary>
internal sealed class LabelCandidate(int column, ImageSetLayout layout)
{
    private string? _first;
    private bool _varies;
    private bool _isImpossible;

    public int Column => column;

    /// <summary>Gets a value indicating whether it may be the label: its values are labels of more than one class.</summary>
    public bool IsPossible => IsCertain || (_varies && !_isImpossible);

    /// <summary>Gets a value indicating whether it must be the label: pixels are not words.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>Gets the largest number, in case the column is a pixel.</summary>
    public float Largest { get; private set; }

    public bool HasFraction { get; private set; }

    /// <summary>Returns whether this can be the label and the other cannot.</summary>
    public bool Excludes(LabelCandidate other) => !other.IsCertain && (IsCertain || (IsPossible && !other.IsPossible));

    public void Add(int at, TableFields fields)
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
