using System.Text;
using Mnist.Batch.Answers;
using Mnist.Classifier;
using Testing;

namespace Mnist.Batch.Tests.Support;

/// <summary>Pictures of generated digits, and a folder for their answers.</summary>
internal sealed class Scans : IDisposable
{
    private const int Side = 28;

    private static readonly LabeledImages Digits = MnistDataset.Generate(trainCount: 200, testCount: 1, seed: 5).Train;

    private readonly TemporaryFolder _folder = new();

    /// <param name="count">How many pictures, up to any number: they repeat. Each is a file of its own.</param>
    public Scans(int count)
    {
        Directory.CreateDirectory(Pictures);
        for (var i = 0; i < count; i++)
        {
            File.WriteAllBytes(Picture($"{i:D4}.pgm"), Pgm(i));
        }
    }

    /// <summary>Gets the folder with the pictures.</summary>
    public string Pictures => _folder.File("scans");

    /// <summary>Gets a folder for answers.</summary>
    public string Out => _folder.File("answers");

    /// <summary>Returns the path of a picture.</summary>
    public string Picture(string name) => Path.Join(Pictures, name);

    /// <summary>Returns the path of another file or folder.</summary>
    public string At(string name) => _folder.File(name);

    /// <summary>Returns the pixels of a digit, 0 for paper.</summary>
    public static byte[] Pixels(int index) => Digits.GetPixels(index % Digits.Count).ToArray();

    /// <summary>Returns a digit as a picture file, dark on light.</summary>
    public static byte[] Pgm(int index) =>
        [.. Encoding.ASCII.GetBytes($"P5 {Side} {Side} 255\n"), .. Pixels(index).Select(pixel => (byte)(255 - pixel))];

    /// <summary>Joins the answers in a folder, and returns the file's bytes.</summary>
    public async Task<byte[]> JoinAsync(string folder)
    {
        var joined = At($"{Guid.NewGuid():n}.parquet");
        await BatchTool.SucceedAsync("join", folder, "--to", joined);
        return await File.ReadAllBytesAsync(joined);
    }

    /// <summary>Reads pictures, and returns their answers.</summary>
    public async Task<IList<Answer>> ReadAsync(params string[] arguments)
    {
        await BatchTool.SucceedAsync(["read", "--out", Out, .. arguments]);
        var joined = At("joined.parquet");
        await BatchTool.SucceedAsync("join", Out, "--to", joined);
        return await AnswerFile.ReadAsync(joined);
    }

    public void Dispose() => _folder.Dispose();
}
