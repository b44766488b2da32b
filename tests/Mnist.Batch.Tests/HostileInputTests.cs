using System.Text;
using Mnist.Batch.Tests.Support;
using Testing;

namespace Mnist.Batch.Tests;

/// <summary>Files that were made to stop a run: each is a row, and does not keep the others from being read.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const int Block = 512;

    private readonly Scans _scans = new(count: 2);

    public void Dispose() => _scans.Dispose();

    [UnixFact]
    public async Task A_pipe_is_a_row_and_is_not_waited_for()
    {
        SpecialFiles.MakePipe(_scans.Picture("pipe.pgm"));
        SpecialFiles.MakePipe(_scans.Picture("pipe.tar"));

        await ShouldFailAsync("pipe.pgm", "It is a named pipe, not a file.");
        await ShouldFailAsync("pipe.tar", "It is a named pipe, not a file.");
    }

    [UnixFact]
    public async Task A_link_to_itself_is_a_row()
    {
        File.CreateSymbolicLink(_scans.Picture("loop.pgm"), "loop.pgm");

        await ShouldFailAsync("loop.pgm", "It is a link that leads back to itself.");
    }

    [Theory]
    [InlineData("size=9223372036854775807")]
    [InlineData("size=many")]
    [InlineData("mtime=99999999999999999999")]
    [InlineData("uid=999999999999999")]
    public async Task A_tar_with_impossible_attributes_is_a_row(string attribute)
    {
        var record = $"{attribute.Length + 4} {attribute}\n";
        await WriteTarAsync([
            .. Header("attributes", (byte)'x', Octal(record.Length)), .. Padded(Encoding.ASCII.GetBytes(record)), .. Entry(2)]);

        await ShouldFailAsync("a.tar", "damaged, or not a tar");
    }

    [Fact]
    public async Task The_pictures_before_an_impossible_size_in_a_tar_are_read()
    {
        await WriteTarAsync([
            .. Entry(2), .. Header("huge.pgm", (byte)'0', [0x80, 0, 0, 0, 0x7f, .. Enumerable.Repeat((byte)0xff, 7)]), .. Padded([1])]);

        var answers = await _scans.ReadAsync(_scans.Pictures);

        answers.Where(answer => answer.Error is null).Select(answer => answer.Entry).Should().Equal(null, null, "2.pgm");
        answers.Count(answer => answer.Error is not null).Should().BeInRange(1, 2);
    }

    [Fact]
    public async Task A_Parquet_file_nested_without_end_is_a_row()
    {
        byte[] footer = [0xF9, .. Enumerable.Repeat((byte)0x19, 500_000)];
        await File.WriteAllBytesAsync(
            _scans.Picture("a.parquet"), [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8]);

        await ShouldFailAsync("a.parquet", "nested too deeply");
    }

    private async Task ShouldFailAsync(string name, string reason)
    {
        var answers = await _scans.ReadAsync(_scans.Pictures);

        answers.Count(answer => answer.Error is null).Should().BeGreaterThanOrEqualTo(2);
        answers.Single(answer => answer.File == _scans.Picture(name)).Error.Should().Contain(reason);
    }

    private Task WriteTarAsync(byte[] content) =>
        File.WriteAllBytesAsync(_scans.Picture("a.tar"), [.. content, .. new byte[2 * Block]]);

    private static byte[] Entry(int index)
    {
        var picture = Scans.Pgm(index);
        return [.. Header($"{index}.pgm", (byte)'0', Octal(picture.Length)), .. Padded(picture)];
    }

    private static byte[] Padded(byte[] content) => [.. content, .. new byte[(Block - (content.Length % Block)) % Block]];

    private static byte[] Octal(int size) => Encoding.ASCII.GetBytes($"{Convert.ToString(size, 8).PadLeft(11, '0')}\0");

    // The header of a tar: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
    private static byte[] Header(string name, byte type, byte[] size)
    {
        var header = new byte[Block];
        Encoding.ASCII.GetBytes(name).CopyTo(header, 0);
        "0000644\0"u8.CopyTo(header.AsSpan(100));
        "0000000\0"u8.CopyTo(header.AsSpan(108));
        "0000000\0"u8.CopyTo(header.AsSpan(116));
        size.CopyTo(header, 124);
        "00000000000\0        "u8.CopyTo(header.AsSpan(136));
        header[156] = type;
        Encoding.ASCII.GetBytes("ustar\0" + "00").CopyTo(header, 257);
        var sum = header.Sum(value => value);
        Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ").CopyTo(header, 148);
        return header;
    }
}
