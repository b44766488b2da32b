using System.Globalization;
using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Csv;

/// <summary>
/// Goes through the rows of a table for what its first line leaves open: whether the label is first or last, and what number
/// stands for full ink. What the rows do not settle for certain is an error.
/// </summary>
internal sealed class TableSurvey
{
    /// <summary>The column of a label of which nothing is known.</summary>
    public const int Unknown = -2;

    // Fractions end at 1, and the optical digits of UCI, of 8x8, at 16: what is larger has a byte for each pixel.
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

    private bool IsLabelOpen => _first is not null && !(_first.IsCertain || _last!.IsCertain);

    private bool IsMaximumOpen => _layout.PixelMaximum is null && _largest <= UciMaximum;

    /// <summary>Reads as many rows as it takes.</summary>
    /// <param name="reader">The file, behind its first line.</param>
    public TableForm Complete(TableLineReader reader)
    {
        if (!_form.First.HasHeader)
        {
            // The first line is a row: from the beginning again.
            using var again = new TableLineReader(_path);
            LookThrough(again);
        }
        else
        {
            LookThrough(reader);
        }

        var label = FindLabel();
        if ((label == _first?.Column ? _last : _first) is { } pixels)
        {
            Look(pixels.Largest, pixels.HasFraction);
        }

        return _form.With(label, _layout.PixelMaximum ?? FindMaximum());
    }

    private void LookThrough(TableLineReader reader)
    {
        while ((IsLabelOpen || IsMaximumOpen) && reader.Read(_form.MaxLineLength) is { } line)
        {
            var column = 0;
            for (var fields = new TableFields(line, _form.First.Separator); fields.MoveNext() && column < _form.First.ColumnCount; column++)
            {
                _first?.Look(column, fields);
                _last?.Look(column, fields);
                if (IsMaximumOpen && column != _form.Index && column != _form.Label && column != _first?.Column && column != _last?.Column)
                {
                    var pixel = fields.Number;
                    Look(pixel, !float.IsNaN(pixel) && !float.IsInteger(pixel));
                }
            }
        }
    }

    private void Look(float pixel, bool isFraction)
    {
        _hasFraction |= isFraction;
        _largest = pixel > _largest ? pixel : _largest;
    }

    private int FindLabel() => _form.Label != Unknown ? _form.Label
        : _first!.Excludes(_last!) ? _first.Column
        : _last!.Excludes(_first) ? _last.Column
        : throw new InvalidDataException(
            $"'{Printable.Path(_path)}': the label may be the first column or the last, " +
            (_first.MayBe ? "for the values of both could be labels." : "for neither has the labels of more than one class.") +
            $" Name it 'label' in a first line, or set {nameof(ImageSetLayout.LabelColumn)} of {nameof(ImageSetLayout)} " +
            "(--label-column on the command line): 0 for the first column, ^1 for the last.");

    private double FindMaximum() => _largest switch
    {
        > UciMaximum or 0 => byte.MaxValue,
        <= 1 => 1,
        UciMaximum when !_hasFraction && _form.Stored is { Height: UciSide, Width: UciSide } => UciMaximum,
        _ => throw new InvalidDataException(
            $"'{Printable.Path(_path)}': the largest pixel is {_largest.ToString(CultureInfo.InvariantCulture)}, which is much for fractions and little " +
            $"for bytes. Set {nameof(ImageSetLayout.PixelMaximum)} of {nameof(ImageSetLayout)} " +
            "(--pixel-maximum on the command line) to the number that stands for full ink, such as 255."),
    };
}
