using System.Drawing;
using System.Numerics;
using Mnist.Digits.Normalization;
using Plane = Mnist.Digits.Normalization.Plane;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// Writes numbers of MNIST's digits: with a spacing, a slant, sizes and baselines of a writer's own, on paper of several kinds that is
/// turned by up to 10 degrees, in uneven light, and takes a photograph of it. The same seed writes the same.
/// </summary>
/// <param name="images">The digits to write with.</param>
/// <param name="seed">What is written, and how.</param>
internal sealed class NumberWriter(LabeledImages images, int seed)
{
    private const int Margin = 40;
    private const int DigitSide = 28;
    private const int BoxSide = 20;

    // Of ink: what can be seen of a digit, and what makes two digits touch.
    private const float Visible = 0.3f;
    private const float Touching = 0.5f;

    private readonly Random _random = new(seed);
    private Plane _ink = new(1, 1);
    private float _size;
    private float _slant;
    private float _sharpness;
    private float _pen;

    /// <param name="count">How many digits.</param>
    /// <param name="touchingShare">The share of neighbours that touch.</param>
    /// <param name="paper">What is printed on the paper.</param>
    public WrittenNumber Write(int count, float touchingShare, Paper paper)
    {
        _size = Between(32, 84);
        _slant = Between(-0.2f, 0.2f);
        _sharpness = Between(1.5f, 4);
        _pen = Between(0.3f, 0.6f);
        var pitch = Between(1.15f, 1.5f) * _size;
        var (width, height) = ((int)(count * 1.7f * _size) + (int)(2 * _size) + (2 * Margin), (int)(3 * _size) + (2 * Margin));
        _ink = new Plane(width, height);
        var top = (height - _size) / 2;
        var left = Margin + _size;
        var spacing = Between(0.12f, 0.5f);
        var isInCells = paper is Paper.Boxes or Paper.Comb;
        var digits = new List<int>();
        var bounds = new List<Rectangle>();
        var edge = left;
        for (var i = 0; i < count; i++)
        {
            var index = _random.Next(images.Count);
            digits.Add(images.GetLabel(index));
            var digit = Draw(index);
            var aside = Between(-0.08f, 0.08f) * _size;
            if (isInCells)
            {
                var middle = left + ((i + 0.5f) * pitch) + (Between(-0.06f, 0.06f) * _size);
                bounds.Add(Put(digit, (int)(middle - (digit.Width / 2f)), (int)(top + ((_size - digit.Height) / 2) + (aside / 2))));
                continue;
            }

            var y = (int)(top + _size - digit.Height + aside);
            var x = (int)(edge + (MathF.Max(0.1f, spacing + Between(-0.1f, 0.1f)) * _size));
            if (i > 0 && _random.NextSingle() < touchingShare)
            {
                x = Approach(digit, x, y);
            }

            bounds.Add(Put(digit, x, y));
            edge = bounds[^1].Right;
        }

        Print(paper, left, top, pitch, count);
        return Photograph(string.Concat(digits), [.. bounds], paper, Turn());
    }

    /// <summary>Writes rows of digits well apart, each in a box of a form, on a page of a size that is not turned.</summary>
    public WrittenNumber WritePage(int width, int height, int rows, int columns)
    {
        var (across, down) = (width / (float)(columns + 1), height / (float)(rows + 0.4f));
        _size = MathF.Min(across, down) * 0.55f;
        (_slant, _sharpness, _pen) = (Between(-0.2f, 0.2f), 3, 0.45f);
        _ink = new Plane(width, height);
        var digits = new List<int>();
        var bounds = new List<Rectangle>();
        for (var row = 0; row < rows; row++)
        {
            var top = ((row + 0.7f) * down) - (_size / 2);
            for (var column = 0; column < columns; column++)
            {
                var index = _random.Next(images.Count);
                digits.Add(images.GetLabel(index));
                var digit = Draw(index);
                var middle = (column + 1) * across;
                bounds.Add(Put(digit, (int)(middle - (digit.Width / 2f)), (int)(top + ((_size - digit.Height) / 2))));
            }

            Print(Paper.Boxes, across / 2, top, across, columns);
        }

        return Photograph(string.Concat(digits), [.. bounds], Paper.Boxes, 0);
    }

    /// <summary>Writes what is no digit: words, ticks, and signatures.</summary>
    public WrittenNumber WriteOther()
    {
        _size = Between(32, 84);
        var strokes = Scribble.Draw(_random);
        var (width, height) = ((int)(_size * (strokes.Max(stroke => stroke.Max(point => point.X)) + 3)), (int)(3 * _size) + (2 * Margin));
        _ink = new Plane(width, height);
        var pen = _size * Between(0.035f, 0.08f);
        foreach (var stroke in strokes)
        {
            for (var i = 1; i < stroke.Length; i++)
            {
                Stroke(stroke[i - 1], stroke[i]);
            }
        }

        return Photograph("", [], Paper.Plain, Turn());

        void Stroke(Vector2 from, Vector2 to)
        {
            var origin = new Vector2(1.5f * _size, (height - _size) / 2);
            var (start, end) = (origin + (_size * from), origin + (_size * to));
            var steps = (int)(2 * Vector2.Distance(start, end)) + 1;
            for (var step = 0; step <= steps; step++)
            {
                var centre = Vector2.Lerp(start, end, step / (float)steps);
                for (var row = (int)(centre.Y - pen); row <= centre.Y + pen + 1; row++)
                {
                    for (var column = (int)(centre.X - pen); column <= centre.X + pen + 1; column++)
                    {
                        if (row >= 0 && column >= 0 && row < height && column < width)
                        {
                            ref var ink = ref _ink.Row(row)[column];
                            ink = MathF.Max(ink, Math.Clamp(pen - Vector2.Distance(centre, new Vector2(column, row)) + 0.5f, 0, 1));
                        }
                    }
                }
            }
        }
    }

    private float Between(float low, float high) => low + ((high - low) * _random.NextSingle());

    // Enlarged, slanted, and cut out.
    private Plane Draw(int index)
    {
        var image = new Plane(DigitSide, DigitSide);
        var pixels = images.GetPixels(index);
        for (var i = 0; i < image.Values.Length; i++)
        {
            image.Values[i] = pixels[i] / 255f;
        }

        var height = _size * Between(0.82f, 1.15f);
        var scale = BoxSide / height;
        var slant = _slant + Between(-0.06f, 0.06f);
        var side = (int)(1.8f * height);
        var drawn = new Plane(side, side);
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var (y, x) = ((row - (side / 2f)) * scale, (column - (side / 2f)) * scale);
                var value = At(image, x + (slant * y) + (DigitSide / 2f) - 0.5f, y + (DigitSide / 2f) - 0.5f);
                drawn.Row(row)[column] = Math.Clamp((_sharpness * (value - _pen)) + 0.5f, 0, 1);
            }
        }

        var box = Extent(drawn);
        var cut = new Plane(box.Width, box.Height);
        for (var row = 0; row < box.Height; row++)
        {
            drawn.Row(box.Top + row).Slice(box.Left, box.Width).CopyTo(cut.Row(row));
        }

        return cut;
    }

    private static Rectangle Extent(Plane plane)
    {
        var box = Rectangle.Empty;
        for (var i = 0; i < plane.Values.Length; i++)
        {
            if (plane.Values[i] > Visible)
            {
                var pixel = new Rectangle(i % plane.Width, i / plane.Width, 1, 1);
                box = box.IsEmpty ? pixel : Rectangle.Union(box, pixel);
            }
        }

        return box.IsEmpty ? new Rectangle(0, 0, 1, 1) : box;
    }

    private Rectangle Put(Plane digit, int left, int top)
    {
        for (var row = 0; row < digit.Height; row++)
        {
            for (var column = 0; column < digit.Width; column++)
            {
                ref var ink = ref _ink.Row(top + row)[left + column];
                ink = MathF.Max(ink, digit.Row(row)[column]);
            }
        }

        return new Rectangle(left, top, digit.Width, digit.Height);
    }

    // To the left until strokes run into each other.
    private int Approach(Plane digit, int left, int top)
    {
        var shared = 0;
        var wanted = Between(1, 0.3f * _size);
        for (; left > Margin && shared < wanted; left--)
        {
            shared = 0;
            for (var row = 0; row < digit.Height; row++)
            {
                for (var column = 0; column < digit.Width; column++)
                {
                    shared += digit.Row(row)[column] > Touching && _ink.Row(top + row)[left - 1 + column] > Touching ? 1 : 0;
                }
            }
        }

        return left;
    }

    private void Print(Paper paper, float left, float top, float pitch, int count)
    {
        var (strength, thickness) = (Between(0.25f, 0.8f), Between(1, 3));
        var (width, height) = (_ink.Width, _ink.Height);
        switch (paper)
        {
            case Paper.Ruled:
                var distance = Between(1.3f, 2) * _size;
                for (var y = (top + (_size * Between(0.95f, 1.15f))) % distance; y < height; y += distance)
                {
                    Line(0, y, width, thickness);
                }

                break;
            case Paper.Squared:
                var square = Between(0.4f, 0.75f) * _size;
                for (var y = Between(0, square); y < height; y += square)
                {
                    Line(0, y, width, thickness);
                }

                for (var x = Between(0, square); x < width; x += square)
                {
                    Line(x, 0, thickness, height);
                }

                break;
            case Paper.Boxes:
                var (above, below) = (top - (Between(0.12f, 0.35f) * _size), top + (Between(1.12f, 1.35f) * _size));
                var space = _random.Next(2) == 0 ? 0 : Between(0.06f, 0.15f) * _size;
                for (var i = 0; i < count; i++)
                {
                    var (start, end) = (left + (i * pitch) + (space / 2), left + ((i + 1) * pitch) - (space / 2));
                    Line(start, above, end - start + thickness, thickness);
                    Line(start, below, end - start + thickness, thickness);
                    Line(start, above, thickness, below - above + thickness);
                    Line(end, above, thickness, below - above + thickness);
                }

                break;
            case Paper.Comb:
                var foot = top + (Between(1.05f, 1.2f) * _size);
                var tooth = Between(0.2f, 0.5f) * _size;
                Line(left, foot, (count * pitch) + thickness, thickness);
                for (var i = 0; i <= count; i++)
                {
                    Line(left + (i * pitch), foot - tooth, thickness, tooth);
                }

                break;
            default:
                break;
        }

        // Each pixel by how much of it is covered.
        void Line(float x, float y, float across, float down)
        {
            for (var row = Math.Max((int)y, 0); row < Math.Min(y + down, height); row++)
            {
                for (var column = Math.Max((int)x, 0); column < Math.Min(x + across, width); column++)
                {
                    var covered = MathF.Max(0, MathF.Min(column + 1, x + across) - MathF.Max(column, x))
                        * MathF.Max(0, MathF.Min(row + 1, y + down) - MathF.Max(row, y));
                    ref var ink = ref _ink.Row(row)[column];
                    ink = MathF.Max(ink, strength * covered);
                }
            }
        }
    }

    private float Turn() => float.DegreesToRadians(_random.Next(2) == 0 ? Between(-10, 10) : Between(-2, 2));

    private WrittenNumber Photograph(string digits, Rectangle[] bounds, Paper paper, float turn)
    {
        var (sin, cos) = MathF.SinCos(turn);
        var (width, height) = (_ink.Width, _ink.Height);
        var outHeight = turn == 0 ? height : (int)(height + (0.18f * width));
        var (middle, outMiddle) = (new PointF(width / 2f, height / 2f), new PointF(width / 2f, outHeight / 2f));
        var (white, black) = (Between(170, 250), Between(0.5f, 0.95f));
        var (dark, direction) = (Between(0.45f, 1), Between(0, MathF.Tau));
        var shadow = new PointF(Between(0, width), Between(0, outHeight));
        var (shadowDepth, shadowReach) = (Between(0, 0.3f), Between(0.3f, 1) * width);
        var noise = Between(0.5f, 6);
        var page = new Plane(width, outHeight);
        for (var row = 0; row < outHeight; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (x, y) = (column - outMiddle.X, row - outMiddle.Y);
                var ink = At(_ink, (x * cos) + (y * sin) + middle.X, (y * cos) - (x * sin) + middle.Y);
                var along = 0.5f + (((x * MathF.Cos(direction)) + (y * MathF.Sin(direction))) / (width + outHeight));
                var light = 1 - ((1 - dark) * along);
                var away = new Vector2(column - shadow.X, row - shadow.Y).Length() / shadowReach;
                light *= 1 - (shadowDepth * MathF.Exp(-away * away));
                page.Row(row)[column] = white * light * (1 - (black * ink));
            }
        }

        page = new GaussianFilter(Between(0.3f, 1.1f)).Apply(page);
        var grey = Array.ConvertAll(page.Values.ToArray(), value => (byte)Math.Clamp(MathF.Round(value + (noise * _random.NextGaussian())), 0, 255));
        return new WrittenNumber(grey, width, outHeight, digits, Array.ConvertAll(bounds, TurnBox), paper);

        Rectangle TurnBox(Rectangle box)
        {
            var (x, y) = (box.X + (box.Width / 2f) - middle.X, box.Y + (box.Height / 2f) - middle.Y);
            var centre = new PointF((x * cos) - (y * sin) + outMiddle.X, (x * sin) + (y * cos) + outMiddle.Y);
            return new Rectangle((int)(centre.X - (box.Width / 2f)), (int)(centre.Y - (box.Height / 2f)), box.Width, box.Height);
        }
    }

    private static float At(Plane plane, float x, float y)
    {
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (right, down) = (x - left, y - top);
        return ((1 - down) * (((1 - right) * Value(left, top)) + (right * Value(left + 1, top))))
            + (down * (((1 - right) * Value(left, top + 1)) + (right * Value(left + 1, top + 1))));

        float Value(int column, int row) => column >= 0 && row >= 0 && column < plane.Width && row < plane.Height ? plane.Row(row)[column] : 0;
    }
}
