using DenseNetworks.IO;
using Testing;

namespace DenseNetworks.Tests.IO;

public sealed class ReadableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_in_a_file_is_read()
    {
        File.WriteAllText(_folder.File("a.bin"), "content");

        using var reader = new StreamReader(ReadableFile.Open(_folder.File("a.bin")));

        reader.ReadToEnd().Should().Be("content");
    }

    [UnixFact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        SpecialFiles.MakePipe(_folder.File("pipe"));

        var open = () => ReadableFile.Open(_folder.File("pipe"));

        open.Should().Throw<IOException>().WithMessage($"Cannot read the file '{_folder.File("pipe")}': it is a named pipe, not a file*");
    }

    [UnixFact]
    public void A_device_is_refused_and_not_read()
    {
        var open = () => ReadableFile.Open("/dev/zero");

        open.Should().Throw<IOException>().WithMessage("Cannot read the file '/dev/zero': it is a device, not a file*");
    }

    [UnixFact]
    public void A_link_to_a_file_is_followed()
    {
        File.WriteAllText(_folder.File("a.bin"), "content");
        File.CreateSymbolicLink(_folder.File("link"), _folder.File("a.bin"));

        using var reader = new StreamReader(ReadableFile.Open(_folder.File("link")));

        reader.ReadToEnd().Should().Be("content");
    }

    [Fact]
    public void A_file_or_a_folder_that_is_not_there_is_named()
    {
        FluentActions.Invoking(() => ReadableFile.Open(_folder.File("none"))).Should().Throw<FileNotFoundException>()
            .WithMessage($"There is no file '{_folder.File("none")}'*");
        FluentActions.Invoking(() => ReadableFile.Open(_folder.File("no/file"))).Should().Throw<DirectoryNotFoundException>()
            .WithMessage($"There is no file '{_folder.File("no/file")}': its folder does not exist*");
        FluentActions.Invoking(() => ReadableFile.Open(_folder.Path)).Should().Throw<IOException>().WithMessage("*it is a folder*");
    }

    [Fact]
    public void A_file_can_be_replaced_while_it_is_read()
    {
        AtomicFile.Write(_folder.File("a.bin"), stream => stream.Write("old"u8));
        using var reader = new StreamReader(ReadableFile.Open(_folder.File("a.bin")));

        AtomicFile.Write(_folder.File("a.bin"), stream => stream.Write("new"u8));

        reader.ReadToEnd().Should().Be("old");
    }
}
