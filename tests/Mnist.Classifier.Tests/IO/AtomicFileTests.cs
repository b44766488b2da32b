using System.Text;
using Mnist.Classifier.IO;
using Mnist.Classifier.Tests.Support;

namespace Mnist.Classifier.Tests.IO;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_file_has_what_was_written()
    {
        AtomicFile.Write(_folder.File("a.bin"), stream => stream.Write("new"u8));

        File.ReadAllText(_folder.File("a.bin")).Should().Be("new");
        _folder.FileNames().Should().Equal("a.bin");
    }

    [Fact]
    public void An_existing_file_is_replaced_even_by_a_shorter_one()
    {
        File.WriteAllText(_folder.File("a.bin"), "something longer");

        AtomicFile.Write(_folder.File("a.bin"), stream => stream.Write("new"u8));

        File.ReadAllText(_folder.File("a.bin")).Should().Be("new");
    }

    [Fact]
    public void The_old_file_is_there_until_the_new_one_is_complete()
    {
        File.WriteAllText(_folder.File("a.bin"), "old");

        AtomicFile.Write(_folder.File("a.bin"), stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            File.ReadAllText(_folder.File("a.bin")).Should().Be("old");
        });
    }

    [Fact]
    public void A_failure_while_writing_keeps_the_old_file_and_leaves_nothing_else()
    {
        File.WriteAllText(_folder.File("a.bin"), "old");

        var write = () => AtomicFile.Write(_folder.File("a.bin"), stream =>
        {
            stream.Write("half"u8);
            throw new TimeoutException();
        });

        write.Should().Throw<TimeoutException>();
        File.ReadAllText(_folder.File("a.bin")).Should().Be("old");
        _folder.FileNames().Should().Equal("a.bin");
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var missing = _folder.File("missing");

        var write = () => AtomicFile.Write(Path.Combine(missing, "a.bin"), _ => { });

        write.Should().Throw<DirectoryNotFoundException>().WithMessage($"*'{missing}' does not exist*");
    }

    [Fact]
    public void A_folder_is_not_replaced_by_a_file()
    {
        var write = () => AtomicFile.Write(_folder.Path, _ => { });

        write.Should().Throw<IOException>().WithMessage($"*'{_folder.Path}'*a folder has that name*");
    }

    [Fact]
    public void What_was_written_can_be_read_back_and_changed_before_it_counts()
    {
        AtomicFile.Write(_folder.File("a.bin"), stream =>
        {
            stream.Write("abc"u8);
            stream.Position = 1;
            stream.ReadByte().Should().Be('b');
            stream.Position = 0;
            stream.Write(Encoding.ASCII.GetBytes("x"));
        });

        File.ReadAllText(_folder.File("a.bin")).Should().Be("xbc");
    }

    [Fact]
    public void The_permissions_of_a_replaced_file_stay()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.WriteAllText(_folder.File("a.bin"), "old");
        File.SetUnixFileMode(_folder.File("a.bin"), Mode);

        AtomicFile.Write(_folder.File("a.bin"), stream => stream.Write("new"u8));

        File.GetUnixFileMode(_folder.File("a.bin")).Should().Be(Mode);
    }
}
