using System.Globalization;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>
/// The inputs that have reached something new, in memory and in a folder from which another worker can go on.
/// </summary>
internal sealed class Corpus
{
    private readonly string _folder;
    private readonly List<byte[]> _inputs;

    public Corpus(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        _inputs = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        ByteCount = _inputs.Sum(input => (long)input.Length);
    }

    public IReadOnlyList<byte[]> Inputs => _inputs;

    /// <summary>Gets how many bytes of memory the inputs take.</summary>
    public long ByteCount { get; private set; }

    public void Add(byte[] input)
    {
        File.WriteAllBytes(Path.Combine(_folder, _inputs.Count.ToString("D8", CultureInfo.InvariantCulture)), input);
        _inputs.Add(input);
        ByteCount += input.Length;
    }

    /// <summary>Chooses an input, in half of the cases one of the newest.</summary>
    public byte[] Choose(Random random)
    {
        const int Newest = 64;
        return random.Next(2) == 0
            ? _inputs[^(1 + random.Next(Math.Min(Newest, _inputs.Count)))]
            : _inputs[random.Next(_inputs.Count)];
    }
}
