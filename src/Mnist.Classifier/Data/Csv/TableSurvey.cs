using System.Globalization;
using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Csv;

/// <summary>
/// Reads the rows of a table to find what its first line leaves open: whether the label is the first or the last column, and
/// which number stands for full ink. What remains ambiguous is an error.
/// </summary>
internal sealed class TableSurvey
{
    /// <summary>The column of a label that is not known.</summary>
    public const int Unknown = -2;

    // Fractions are at most 1, and the optical digits of UCI, of 8x8, at most 16: larger pixels are bytes.
    private const int UciMaximum = 16;
    private const int UciSide = 8;

    private readonly string _path;
    private readonly TableForm _form;
    private readonly ImageSetLayout _layout;
    private readonly LabelCandidate? _first;
    private readonly LabelCandidate? _last;
    private float _largest;
    private bool _hasFraction;

    public TableSurvey(string path, TableForm form, ImageSetLayout layout)
    {
        (_path, _form, _layout) = (path, form, layout);
        if (form.Label == Unknown)
        {
            _first = new LabelCandidate(form.Index == 0 ? 1 : 0, layout);
            _last = new LabelCandidate(form.First.ColumnCount - (form.Index == form.First.ColumnCount - 1 ? 2 : 1), layout);
        }
    }

    private bool IsLabelUnknown => _first is not null && !(_first.IsCertain || _last!.IsCertain);

    private bool IsMaximumUnknown => _layout.PixelMaximum is null && _largest <= UciMaximum;

    /// <summary>Completes the form, after as many rows as are needed.</summary>
    /// <param name="reader">The file, after its first line.</param>
    public TableForm Complete(TableLineReader reader)
    {
        // Without a header the first line is a row, so the file is read again from its start.
        using var again = _form.First.HasHeader ? null : new TableLineReader(_path);
        ReadRows(again ?? reader);

        var label = FindLabel();
        if ((label == _first?.Column ? _last : _first) is { } pixels)
        {
            AddPixel(pixels.Largest, pixels.HasFraction);
        }

        return _form with { Label = label, PixelMaximum = _layout.PixelMaximum ?? FindMaximum() };
    }

    private void ReadRows(TableLineReader reader)
    {
        while ((IsLabelUnknown || IsMaximumUnknown) && reader.Read(_form.MaxLineLength) is { } line)
        {
            var column = 0;
            var fields = new TableFields(line, _form.First.Separator);
            for (; fields.MoveNext() && column < _form.First.ColumnCount; column++)
            {
                _first?.Add(column, fields);
                _last?.Add(column, fields);
                var isLabel = column == _form.Label || column == _first?.Column || column == _last?.Column;
                if (!isLabel && column != _form.Index && IsMaximumUnknown)
                {
                    var pixel = fields.Number;
                    AddPixel(pixel, !float.IsNaN(pixel) && !float.IsInteger(pixel));
                }
            }
        }
    }

    private void AddPixel(float pixel, bool isFraction)
    {
        _hasFraction |= isFraction;
        _largest = pixel > _largest ? pixel : _largest;
    }

    private int FindLabel() => _form.Label != Unknown ? _form.Label
        : _first!.Excludes(_last!) ? _first.Column
        : _last!.Excludes(_first) ? _last.Column
        : throw new InvalidDataException(
            $"'{Printable.Path(_path)}': the label may be the first column or the last, " +
            (_first.IsPossible ? "for the values of both could be labels." : "for neither has the labels of more than one " +
                "class.") +
            $" Name it 'label' in a first line, or set {nameof(ImageSetLayout.LabelColumn)} of {nameof(ImageSetLayout)} " +
            "(--label-column on the command line): 0 for the first column, ^1 for the last.");

    private double FindMaximum() => _largest switch
    {
        > UciMaximum or 0 => byte.MaxValue,
        <= 1 => 1,
        UciMaximum when !_hasFraction && _form.Stored is { Height: UciSide, Width: UciSide } => UciMaximum,
        _ => throw new InvalidDataException(
            $"'{Printable.Path(_path)}': the largest pixel is {_largest.ToString(CultureInfo.InvariantCulture)}, which is " +
            $"much for fractions and little for bytes. Set {nameof(ImageSetLayout.PixelMaximum)} of {nameof(ImageSetLayout)} " +
            "(--pixel-maximum on the command line) to the number that stands for full ink, such as 255."),
    };
}
