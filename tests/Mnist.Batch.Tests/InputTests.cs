using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using Mnist.Batch.Answers;
using Mnist.Batch.Tests.Support;
using Parquet.Serialization;

namespace Mnist.Batch.Tests;

/// <summary>What pictures can come in, and that each has one row.</summary>
public sealed class InputTests : IDisposable
{
    private readonly Scans _scans = new(count: 4);

    public void Dispose() => _scans.Dispose();

    [Fact]
    public async Task A_folder_stands_for_all_files_in_it_and_its_sub_folders_sorted_by_name()
    {
        Directory.CreateDirectory(_scans.Picture("0001"));
        await File.WriteAllBytesAsync(_scans.Picture("0001/deeper.pgm"), Scans.Pgm(9));

        var answers = await _scans.ReadAsync(_scans.Pictures);

        answers.Select(answer => Path.GetRelativePath(_scans.Pictures, answer.File))
            .Should().Equal("0000.pgm", "0001/deeper.pgm", "0001.pgm", "0002.pgm", "0003.pgm");
        answers.Should().OnlyContain(answer => answer.Error == null && answer.Finding != null && answer.Entry == null);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_is_a_row_with_a_reason()
    {
        await File.WriteAllTextAsync(_scans.Picture("notes.txt"), "Not a picture.");
        await File.WriteAllBytesAsync(_scans.Picture("half.pgm"), Scans.Pgm(0)[..400]);
        File.CreateSymbolicLink(_scans.Picture("link.pgm"), _scans.Picture("gone.pgm"));

        var answers = await _scans.ReadAsync(_scans.Pictures);

        answers.Should().HaveCount(7);
        Failures(answers).Should().Equal("half.pgm", "link.pgm", "notes.txt");
        answers.Single(answer => answer.File == _scans.Picture("link.pgm")).Error.Should().Be("There is no such file.");
        answers.Single(answer => answer.File == _scans.Picture("notes.txt")).Error.Should().Contain("not a picture");
        var manifest = await File.ReadAllTextAsync(Path.Join(_scans.Out, "manifest.json"));
        manifest.Should().Contain("\"pictures\": 7").And.Contain("half.pgm");
    }

    [Fact]
    public async Task Paths_come_from_a_list_too_and_one_that_does_not_exist_is_a_row()
    {
        string[] lines = [_scans.Picture("0003.pgm"), _scans.Picture("gone.pgm"), "", _scans.Picture("0000.pgm")];
        await File.WriteAllLinesAsync(_scans.At("list"), lines);

        var answers = await _scans.ReadAsync("--list", _scans.At("list"));

        answers.Select(answer => Path.GetFileName(answer.File)).Should().Equal("0003.pgm", "gone.pgm", "0000.pgm");
        Failures(answers).Should().Equal("gone.pgm");
    }

    [Fact]
    public async Task Archives_and_tables_give_the_answers_that_their_pictures_give_as_files()
    {
        var files = await _scans.ReadAsync(_scans.Pictures);
        Directory.CreateDirectory(_scans.At("all"));
        await TarFile.CreateFromDirectoryAsync(_scans.Pictures, _scans.At("all/a.tar"), includeBaseDirectory: true);
        await ZipFile.CreateFromDirectoryAsync(_scans.Pictures, _scans.At("all/b.zip"));
        await File.WriteAllBytesAsync(_scans.At("all/c.idx"), Idx(count: 4));
        await ParquetSerializer.SerializeAsync(
            Enumerable.Range(0, 4).Select(i => new PictureRow { Name = $"{i}", Image = Scans.Pgm(i) }),
            _scans.At("all/d.parquet"),
            new() { RowGroupSize = 3 });

        var answers = await _scans.ReadAsync(_scans.At("all"));

        answers.Select(answer => Path.GetFileName(answer.File)).Distinct()
            .Should().Equal("a.tar", "b.zip", "c.idx", "d.parquet");
        foreach (var group in answers.GroupBy(answer => answer.File))
        {
            group.OrderBy(answer => answer.Entry, StringComparer.Ordinal).Select(What)
                .Should().Equal(files.Select(What), $"that is in {group.Key}");
        }

        answers.Select(answer => answer.Entry).Should().Contain(["scans/0002.pgm", "0002.pgm", "2"]);
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.idx")]
    [InlineData("a.parquet")]
    [InlineData("a.tar.gz")]
    public async Task A_file_of_many_that_is_damaged_is_a_row_with_a_reason(string name)
    {
        await File.WriteAllBytesAsync(_scans.Picture(name), [.. Enumerable.Range(0, 3_000).Select(i => (byte)(i % 251))]);

        var answers = await _scans.ReadAsync(_scans.Pictures);

        answers.Should().HaveCount(5);
        Failures(answers).Should().Equal(name);
    }

    [Fact]
    public async Task Pictures_before_the_end_of_a_truncated_tar_are_read()
    {
        await TarFile.CreateFromDirectoryAsync(_scans.Pictures, _scans.At("whole.tar"), includeBaseDirectory: false);
        await File.WriteAllBytesAsync(_scans.At("half.tar"), (await File.ReadAllBytesAsync(_scans.At("whole.tar")))[..3_000]);

        var answers = await _scans.ReadAsync(_scans.At("half.tar"));

        answers.Should().HaveCountGreaterThan(1);
        answers[0].Error.Should().BeNull();
        answers[^1].Error.Should().NotBeNull();
    }

    [Fact]
    public async Task The_answers_may_be_among_the_pictures()
    {
        for (var i = 0; i < 2; i++)
        {
            var result = await BatchTool.SucceedAsync("read", _scans.Pictures, "--out", _scans.Picture("answers"));
            result.Output.Should().Contain("4 pictures");
        }
    }

    [Fact]
    public async Task An_input_that_does_not_exist_is_rejected_before_anything_is_done()
    {
        var result = await BatchTool.RunAsync("read", _scans.At("gone"), "--out", _scans.Out);

        result.ExitCode.Should().Be(1);
        result.Error.Should().StartWith("There is no '");
        Directory.Exists(_scans.Out).Should().BeFalse();
    }

    private static (string?, int?, float?) What(Answer answer) => (answer.Finding, answer.Digit, answer.Confidence);

    private static IEnumerable<string?> Failures(IEnumerable<Answer> answers) =>
        answers.Where(answer => answer.Error is not null).Select(answer => Path.GetFileName(answer.File));

    private static byte[] Idx(int count)
    {
        var header = new byte[16];
        foreach (var (index, number) in new[] { 0x0803, count, 28, 28 }.Index())
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * index), number);
        }

        return [.. header, .. Enumerable.Range(0, count).SelectMany(Scans.Pixels)];
    }

    private sealed class PictureRow
    {
        public string Name { get; set; } = "";

        public byte[] Image { get; set; } = [];
    }
}
