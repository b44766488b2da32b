using System.Buffers.Binary;
using Mnist.Cli.Data;
using Mnist.Cli.Tests.Support;
using Testing;

namespace Mnist.Cli.Tests;

/// <summary>Parquet files that were made to take memory or to end the process.</summary>
public sealed class ParquetCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // Field 1, the version, is 1.
    private static readonly byte[] Version = [0x15, 0x02];

    public static TheoryData<string, byte[]> Footers => new()
    {
        { "nested too deeply", [.. Version, 0xF9, .. Enumerable.Repeat((byte)0x19, 200_000)] },
        { "nested too deeply", [.. Version, 0xFC, .. Enumerable.Repeat((byte)0x1C, 200_000)] },
        { "a group has 1000000000000 rows", [.. Version, .. Group(1_000_000_000_000)] },
        { "a group has -1 rows", [.. Version, .. Group(-1)] },
        { "2147483647 values follow", [.. Version, 0x19, 0xFC, .. Number(int.MaxValue)] },
        { "in place of another", [0x1C, 0, 0] },
        { "has 2001 columns", [.. Version, 0x19, 0xFC, .. Number(2_001), .. new byte[2_001], 0] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Footers))]
    public async Task What_a_file_cannot_have_is_refused(string message, byte[] footer)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        await File.WriteAllBytesAsync(
            _folder.File("train.parquet"), [.. "PAR1"u8, .. footer, .. length, .. "PAR1"u8]);

        var result = await MnistTool.RunAsync("data", "info", "--data", _folder.Path);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("train.parquet").And.Contain("not a readable Parquet file").And.Contain(message);
    }

    [Fact]
    public async Task A_damaged_byte_anywhere_gives_digits_or_says_what_is_damaged()
    {
        await ParquetFile.WriteAsync(_folder.File("whole.parquet"), digits: 20);
        var whole = await File.ReadAllBytesAsync(_folder.File("whole.parquet"));
        var random = new Random(1);
        var path = _folder.File("damaged.parquet");
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i % 2 == 0 ? random.Next(whole.Length) : whole.Length - 1 - random.Next(600)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(path, damaged);

            var exception = Record.Exception(() => ParquetDigits.Load(path, [path], CancellationToken.None));

            (exception is null or InvalidDataException or InvalidOperationException).Should().BeTrue($"it was {exception}");
        }
    }

    private static byte[] Group(long rows) => [0x39, 0x1C, 0x36, .. Number((ulong)((rows << 1) ^ (rows >> 63))), 0, 0];

    private static List<byte> Number(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        bytes.Add((byte)value);
        return bytes;
    }
}
