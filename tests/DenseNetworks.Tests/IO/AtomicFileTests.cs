using System.Text;
using DenseNetworks.IO;
using Testing;

namespace DenseNetworks.Tests.IO;

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

    [Fact]
    public void What_killed_writers_left_goes_with_the_next_one()
    {
        LeaveBehind($"a.bin.{Guid.NewGuid():N}.tmp");
        LeaveBehind($"a.bin.{Guid.NewGuid():N}.tmp");

        AtomicFile.Write(_folder.File("a.bin"), stream => stream.Write("new"u8));

        _folder.FileNames().Should().Equal("a.bin");
    }

    [Theory]
    [InlineData("a.bin.tmp")]
    [InlineData("a.bin.old.tmp")]
    [InlineData("b.bin.00000000000000000000000000000000.tmp")]
    public void Files_of_others_stay(string name)
    {
        LeaveBehind(name);

        AtomicFile.Write(_folder.File("a.bin"), stream => stream.Write("new"u8));

        _folder.FileNames().Should().Contain(name);
    }

    [Fact]
    public void What_was_written_a_moment_ago_may_have_a_living_writer()
    {
        var name = $"a.bin.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(_folder.File(name), "half");

        AtomicFile.Write(_folder.File("a.bin"), stream => stream.Write("new"u8));

        _folder.FileNames().Should().Contain(name);
    }

    [Fact]
    public void A_slow_writer_is_not_taken_for_a_killed_one()
    {
        AtomicFile.Write(_folder.File("a.bin"), slow =>
        {
            slow.Write("slow"u8);
            slow.Flush();
            var temporary = _folder.FileNames().Single();
            File.SetLastWriteTimeUtc(_folder.File(temporary), DateTime.UtcNow.AddHours(-1));

            AtomicFile.Write(_folder.File("a.bin"), fast => fast.Write("fast"u8));

            _folder.FileNames().Should().Equal("a.bin", temporary);
            File.ReadAllText(_folder.File("a.bin")).Should().Be("fast");
        });

        File.ReadAllText(_folder.File("a.bin")).Should().Be("slow");
        _folder.FileNames().Should().Equal("a.bin");
    }

    [Fact]
    public void A_file_that_is_read_only_is_kept()
    {
        var path = _folder.File("a.bin");
        File.WriteAllText(path, "old");
        File.SetAttributes(path, FileAttributes.ReadOnly);

        var write = () => AtomicFile.Write(path, stream => stream.Write("new"u8));

        write.Should().Throw<UnauthorizedAccessException>().WithMessage($"*'{path}'*is read-only*Allow writing to it*");
        File.ReadAllText(path).Should().Be("old");
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [Theory]
    [InlineData(28, "the disk is full. Free some space")]
    [InlineData(30, "the file system is read-only. Write to another one")]
    [InlineData(5, "an I/O error occurred (what the system says)")]
    public void What_the_disk_says_is_told_with_the_name_of_the_file(int code, string words)
    {
        var path = _folder.File("a.bin");

        var write = () => AtomicFile.Write(path, _ => throw new IOException("what the system says", code));

        write.Should().Throw<IOException>().WithMessage($"*'{path}'*{words}*unchanged*").Which.HResult.Should().Be(code);
        _folder.FileNames().Should().BeEmpty();
    }

    [Fact]
    public void What_is_wrong_with_the_content_is_told_as_it_is()
    {
        var write = () => AtomicFile.Write(_folder.File("a.bin"), _ => throw new FileNotFoundException("another file"));

        write.Should().Throw<FileNotFoundException>().WithMessage("another file");
    }

    [Fact]
    public void A_folder_that_is_removed_while_its_file_is_written_is_named()
    {
        if (OperatingSystem.IsWindows()) // where a folder with an open file cannot be removed
        {
            return;
        }

        var path = Path.Combine(Directory.CreateDirectory(_folder.File("folder")).FullName, "a.bin");

        var write = () => AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            Directory.Delete(_folder.File("folder"), recursive: true);
        });

        write.Should().Throw<DirectoryNotFoundException>().WithMessage($"*'{path}'*was removed in the meantime. Create it*");
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void A_name_may_be_as_long_as_the_file_system_allows(int length, bool isAllowed)
    {
        var path = _folder.File(new string('n', length));

        var write = () => AtomicFile.Write(path, stream => stream.Write("new"u8));

        if (isAllowed)
        {
            write.Should().NotThrow();
        }
        else
        {
            write.Should().Throw<IOException>().WithMessage($"*'{path}'*Choose a shorter one*");
        }

        _folder.FileNames().Should().HaveCount(isAllowed ? 1 : 0);
    }

    [Fact]
    public void A_symbolic_link_is_replaced_and_not_followed()
    {
        if (OperatingSystem.IsWindows()) // where links need a privilege
        {
            return;
        }

        File.WriteAllText(_folder.File("other.bin"), "other");
        File.CreateSymbolicLink(_folder.File("a.bin"), _folder.File("other.bin"));

        AtomicFile.Write(_folder.File("a.bin"), stream => stream.Write("new"u8));

        new FileInfo(_folder.File("a.bin")).LinkTarget.Should().BeNull();
        File.ReadAllText(_folder.File("other.bin")).Should().Be("other");
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_known_before_the_work()
    {
        var check = () => AtomicFile.Try(Path.Combine(_folder.File("missing"), "a.bin"));

        check.Should().Throw<DirectoryNotFoundException>();
        AtomicFile.Try(_folder.File("a.bin"), size: 100_000);
        _folder.FileNames().Should().BeEmpty();
    }

    [LinuxFact]
    public void A_place_where_the_system_keeps_no_files_is_known_before_the_work()
    {
        var check = () => AtomicFile.Try("/proc/a.bin");

        check.Should().Throw<DirectoryNotFoundException>().WithMessage("*'/proc/a.bin'*the system does not allow files in its folder*");
    }

    [UnixFact]
    public void What_is_no_file_is_not_replaced()
    {
        SpecialFiles.MakePipe(_folder.File("pipe"));
        File.CreateSymbolicLink(_folder.File("device"), "/dev/null");

        foreach (var (name, kind) in new[] { ("pipe", "a named pipe"), ("device", "a device") })
        {
            var write = () => AtomicFile.Write(_folder.File(name), stream => stream.Write("new"u8));
            var check = () => AtomicFile.Try(_folder.File(name));

            write.Should().Throw<IOException>().WithMessage($"*'{_folder.File(name)}': it is {kind}*Choose another name*");
            check.Should().Throw<IOException>().WithMessage($"*it is {kind}*");
        }

        _folder.FileNames().Should().BeEquivalentTo("pipe", "device");
        new FileInfo(_folder.File("device")).LinkTarget.Should().Be("/dev/null");
    }

    [UnixFact]
    public void A_link_that_leads_nowhere_is_replaced()
    {
        File.CreateSymbolicLink(_folder.File("a.bin"), _folder.File("nowhere"));

        AtomicFile.Write(_folder.File("a.bin"), stream => stream.Write("new"u8));

        File.ReadAllText(_folder.File("a.bin")).Should().Be("new");
        _folder.FileNames().Should().Equal("a.bin");
    }

    private void LeaveBehind(string name)
    {
        File.WriteAllText(_folder.File(name), "half");
        File.SetLastWriteTimeUtc(_folder.File(name), DateTime.UtcNow.AddHours(-1));
    }
}
