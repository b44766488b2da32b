using FsCheck;
using FsCheck.Xunit;
using Mnist.Classifier.Tests.Support.Zips;
using Testing;

namespace Mnist.Classifier.Tests.Loading;

/// <summary>Whatever happens to the bytes of a model, it is a model that works, or it is refused.</summary>
public sealed class DamagedModelTests
{
    private const int MaxTests = 200;

    private static readonly byte[] Zip = SmallModel.Zip;
    private static readonly List<ZipPart> Parts = SmallModel.Parts;

    [Property(MaxTest = MaxTests)]
    public void Flipped_bytes_of_the_zip(PositiveInt seed) => Check(Flip(Zip, new Random(seed.Get)));

    [Property(MaxTest = MaxTests)]
    public void A_zip_that_was_cut_off(NonNegativeInt length) =>
        Loaded.IsModel(Zip[..(length.Get % Zip.Length)]).Should().BeFalse();

    [Property(MaxTest = MaxTests)]
    public void Bytes_that_come_twice_or_not_at_all(PositiveInt seed) => Check(Move(Zip, new Random(seed.Get)));

    [Property(MaxTest = MaxTests)]
    public void Random_bytes_that_start_as_a_zip(byte[] bytes) =>
        Loaded.IsModel([.. "PK\u0003\u0004"u8, .. bytes]).Should().BeFalse();

    [Property(MaxTest = 2 * MaxTests)]
    public void Flipped_bytes_of_a_file_in_a_right_zip(PositiveInt seed) => Check(Repack(seed.Get, Flip));

    [Property(MaxTest = MaxTests)]
    public void A_file_that_was_cut_off_in_a_right_zip(PositiveInt seed) =>
        Check(Repack(seed.Get, (bytes, random) => bytes[..random.Next(bytes.Length)]));

    [Property(MaxTest = MaxTests)]
    public void Bytes_of_a_file_in_a_right_zip_that_come_twice_or_not_at_all(PositiveInt seed) => Check(Repack(seed.Get, Move));

    [Fact]
    public void Every_single_byte_of_the_directory_and_the_headers()
    {
        var start = Zip.AsSpan().LastIndexOf("TransformerChain/Model.key"u8) - 46;
        for (var i = start; i < Zip.Length; i++)
        {
            var damaged = (byte[])Zip.Clone();
            damaged[i] ^= 0xFF;
            Check(damaged);
        }
    }

    private static void Check(byte[] zip)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Loaded.IsModel(zip);

        (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().BeLessThan(64 << 20);
    }

    private static byte[] Repack(int seed, Func<byte[], Random, byte[]> damage)
    {
        var random = new Random(seed);
        var damaged = random.Next(Parts.Count);
        return ZipBytes.Write(Parts.Select((part, i) =>
            i == damaged ? part with { Content = damage(part.Content, random) } : part));
    }

    // Mostly near the start, where the numbers are that others depend on.
    private static byte[] Flip(byte[] bytes, Random random)
    {
        var damaged = (byte[])bytes.Clone();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var end = random.Next(2) == 0 ? Math.Min(400, bytes.Length) : bytes.Length;
            damaged[random.Next(end)] = random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)random.Next(256) };
        }

        return damaged;
    }

    private static byte[] Move(byte[] bytes, Random random)
    {
        var from = random.Next(bytes.Length);
        var to = random.Next(bytes.Length);
        return [.. bytes[..from], .. bytes[to..]];
    }
}
