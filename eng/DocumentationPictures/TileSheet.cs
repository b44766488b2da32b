using DenseNetworks.ML.Training;
using Mnist.Classifier.Tests.Support.Photographs;
using Mnist.Digits.Normalization;
using Mnist.Digits.Pictures;
using Testing;

namespace DocumentationPictures;

/// <summary>Images of 28x28 side by side on grey, in groups of columns and of rows with wider gaps between them.</summary>
internal sealed class TileSheet
{
    private const int Gap = 4;
    private const int GroupGap = 12;
    private const int Enlargement = 2;
    private const byte Background = 96;

    private readonly int[] _columnGroups;
    private readonly int[] _rowGroups;
    private readonly int _width;
    private readonly byte[] _pixels;

    /// <param name="columnGroups">The number of columns in each group, from the left.</param>
    /// <param name="rowGroups">The number of rows in each group, from the top.</param>
    public TileSheet(int[] columnGroups, int[] rowGroups)
    {
        _columnGroups = columnGroups;
        _rowGroups = rowGroups;
        _width = Length(columnGroups);
        _pixels = new byte[_width * Length(rowGroups)];
        Array.Fill(_pixels, Background);
    }

    /// <summary>Draws an image.</summary>
    /// <param name="column">The column, counted over all groups.</param>
    /// <param name="row">The row, counted over all groups.</param>
    /// <param name="image">784 pixels, line by line.</param>
    public void Draw(int column, int row, ReadOnlySpan<byte> image)
    {
        var corner = (Start(row, _rowGroups) * _width) + Start(column, _columnGroups);
        for (var line = 0; line < SizeNormalization.Side; line++)
        {
            image.Slice(line * SizeNormalization.Side, SizeNormalization.Side).CopyTo(_pixels.AsSpan(corner + (line * _width)));
        }
    }

    /// <summary>Writes the sheet, enlarged, as PNG.</summary>
    public void Save(string path)
    {
        var (width, height) = (_width * Enlargement, _pixels.Length / _width * Enlargement);
        var large = new byte[width * height];
        for (var i = 0; i < large.Length; i++)
        {
            large[i] = _pixels[(i / width / Enlargement * _width) + (i % width / Enlargement)];
        }

        File.WriteAllBytes(path, PictureEncoder.Png(new GreyPicture(width, height, large)));
    }

    private static int Length(int[] groups) =>
        Gap + (groups.Sum() * (SizeNormalization.Side + Gap)) + ((groups.Length - 1) * GroupGap);

    private static int Start(int index, int[] groups)
    {
        var group = 0;
        for (var end = groups[0]; end <= index; end += groups[group])
        {
            group++;
        }

        return Gap + (index * (SizeNormalization.Side + Gap)) + (group * GroupGap);
    }
}
