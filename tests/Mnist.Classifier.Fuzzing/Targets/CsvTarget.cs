using System.Text;
using Mnist.Classifier.Fuzzing.Mutation;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>A table of images: a byte that chooses the format, then the file.</summary>
internal sealed class CsvTarget : FuzzTarget
{
    private static readonly ImageSetLayout?[] Formats =
    [
        null,
        new ImageSetLayout { ClassCount = 10, HasHeader = false, LabelColumn = 0, PixelMaximum = 255 },
        new ImageSetLayout { ClassNames = ["a", "b"], FirstLabel = 1, Height = 2, Transposed = true, LabelColumn = 0, PixelMaximum = 16 },
        new ImageSetLayout { HasHeader = true, Width = 3, LabelColumn = ^1 },
    ];

    private readonly ScratchFolder _folder = new();

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            ",", "\"", "\n", "\r\n", "\r", "\0", "\uFEFF", "//", "#", ";", "\t", "NaN", "-", "1e999", "1e-45", "255.0",
            "256", "0:1", "99999999999999999999999999999999", "\"\"", ",,,,", "label", "∞", "-0", "+7", "0x1F", " ",
        }.Select(Encoding.UTF8.GetBytes),
        [.. Enumerable.Repeat((byte)'1', 5_000)], // a line that is too long
        [0xC3, 0x28],
        [0xFF, 0xFE],
    ];

    public override IEnumerable<byte[]> Seeds()
    {
        yield return [1, .. "7,1,2,3,255\n8,1,2,3,4\n"u8];
        yield return [0, .. "label,a,b,c,d\r\n7,1,2,3,255\r\n8,1,2,3,4"u8];
        yield return [1, .. "// a remark\n7, 1 ,\"2\",3.0,255\n\n8,0,0,0,4\n"u8];
        yield return [2, .. "2,1,2,3,4,5,6\n1,6,5,4,3,2,1\n"u8];
        yield return [3, .. "\uFEFFlabel,\"a,x\",b,c\n0,0,0,9\n1,255,0,9\n"u8];
        var lines = Enumerable.Range(0, 10).Select(i => $"{i},{i},0,0,0,{i},7,7,7,9\n");
        yield return [1, .. Encoding.UTF8.GetBytes(string.Concat(lines))];
    }

    public override void Read(byte[] input)
    {
        var path = _folder.Write("table.csv", input.AsSpan(Math.Min(1, input.Length)));
        LabeledImages.FromCsv(path, Formats[input.Length > 0 ? input[0] % Formats.Length : 0]);
    }

    public override byte[] Mutate(byte[] input, Mutator mutator) =>
        [(byte)mutator.Random.Next(Formats.Length), .. mutator.Mutate(input[Math.Min(1, input.Length)..])];

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }
}
