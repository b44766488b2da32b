using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Digits;
using Testing;

namespace Mnist.Classifier.Tests.Transforms;

public sealed class ReadDigitsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _context = new(seed: 0);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Paths_become_vectors_of_digits_with_their_places()
    {
        var files = new[] { Write("one.png", 1), Write("three.png", 3) };

        var forms = Read(files);

        forms.Select(form => form.Text).Should().Equal("1", "111");
        for (var i = 0; i < files.Length; i++)
        {
            var found = DigitReader.LoadPretrained().ReadAll(files[i]);
            forms[i].Digits.Should().Equal(found.Select(digit => digit.Prediction.Digit));
            forms[i].Rows.Should().Equal(found.Select(digit => digit.Row));
            forms[i].Confidences.Should().Equal(found.Select(digit => digit.Prediction.Confidence));
            forms[i].Bounds.Should().Equal(found.SelectMany(
                digit => new[] { digit.Bounds.Left, digit.Bounds.Top, digit.Bounds.Width, digit.Bounds.Height }));
        }
    }

    [Fact]
    public void A_saved_pipeline_reads_the_same()
    {
        var file = Write("two.png", 2);
        var data = _context.Data.LoadFromEnumerable([new Input { Path = file }]);
        using var zip = new MemoryStream();
        _context.Model.Save(Estimator().Fit(data), data.Schema, zip);

        var loaded = new MLContext().Model.Load(zip, out _);

        _context.Data.CreateEnumerable<Form>(loaded.Transform(data), reuseRowObject: false).Single().Text.Should().Be("11");
    }

    [Fact]
    public void A_row_without_a_path_is_named()
    {
        var read = () => Read([""]);

        read.Should().Throw<Exception>().Where(e => $"{e}".Contains("Row 0 has no path in column 'Path'"));
    }

    private IEstimator<ITransformer> Estimator() => _context.Transforms.ReadDigits("Digits", "Path");

    private List<Form> Read(string[] files)
    {
        var data = _context.Data.LoadFromEnumerable(files.Select(file => new Input { Path = file }));
        return [.. _context.Data.CreateEnumerable<Form>(Estimator().Fit(data).Transform(data), reuseRowObject: false)];
    }

    // Strokes, black on white.
    private string Write(string name, int count)
    {
        var (width, height) = (100 + (80 * count), 120);
        var pixels = new byte[width * height];
        Array.Fill(pixels, byte.MaxValue);
        for (var i = 0; i < count; i++)
        {
            for (var row = 30; row < 90; row++)
            {
                pixels.AsSpan((row * width) + 60 + (80 * i) - (row / 10), 9).Clear();
            }
        }

        PictureFiles.Write(_folder.File(name), pixels, width, height);
        return _folder.File(name);
    }

    private sealed class Input
    {
        public string Path { get; set; } = "";
    }

    private sealed class Form
    {
        public int[] Digits { get; set; } = [];

        [ColumnName("Digits.Rows")]
        public int[] Rows { get; set; } = [];

        [ColumnName("Digits.Bounds")]
        public int[] Bounds { get; set; } = [];

        [ColumnName("Digits.Confidences")]
        public float[] Confidences { get; set; } = [];

        [ColumnName("Digits.Text")]
        public string Text { get; set; } = "";
    }
}
