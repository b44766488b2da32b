using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Mnist.Classifier.Tests.Data.Download;

public sealed class DownloadTests : DownloadTest
{
    [Fact]
    public async Task Every_file_comes_into_the_folder_under_its_own_name()
    {
        var mirror = await StartAsync(Answers.Good(MirrorFiles.Two));

        var folder = await DownloadAsync(MirrorFiles.Two, mirror);

        folder.Should().Be(Cache);
        ExpectComplete(MirrorFiles.Two);
        mirror.Requests.Select(request => request.File).Should().Equal("large.gz", "small.gz");
    }

    [Fact]
    public async Task Cached_files_are_not_requested_again()
    {
        var mirror = await StartAsync(Answers.Good(MirrorFiles.Two));
        await DownloadAsync(MirrorFiles.Two, mirror);

        await DownloadAsync(MirrorFiles.Two, mirror);

        mirror.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Files_put_there_by_hand_are_taken_and_nothing_is_written()
    {
        Directory.CreateDirectory(Cache);
        foreach (var file in MirrorFiles.Two.List)
        {
            await File.WriteAllBytesAsync(InCache(file.Name), MirrorFiles.Two.Content(file.Name));
        }

        await DownloadAsync(MirrorFiles.Two, await StartAsync(Answers.Status(404)));

        CachedNames.Should().Equal("large.gz", "small.gz");
    }

    [Property(MaxTest = 20)]
    public Property A_damaged_file_in_the_cache_is_fetched_again_and_only_that_one() => Prop.ForAll(
        Gen.Choose(0, 999).ToArbitrary(),
        Gen.Choose(1, 255).ToArbitrary(),
        async (offset, change) =>
        {
            await using var mirror = await MirrorServer.StartAsync(Answers.Good(MirrorFiles.Two));
            await DownloadAsync(MirrorFiles.Two, mirror);
            var before = mirror.Requests.Length;
            var bytes = await File.ReadAllBytesAsync(InCache("small.gz"));
            bytes[offset] ^= (byte)change;
            await File.WriteAllBytesAsync(InCache("small.gz"), bytes);

            await DownloadAsync(MirrorFiles.Two, mirror);

            ExpectComplete(MirrorFiles.Two);
            mirror.Requests.Skip(before).Select(request => request.File).Should().Equal("small.gz");
        });

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1001)]
    public async Task A_file_of_another_length_in_the_cache_is_fetched_again(int length)
    {
        var mirror = await StartAsync(Answers.Good(MirrorFiles.Two));
        await DownloadAsync(MirrorFiles.Two, mirror);
        var bytes = MirrorFiles.Two.Content("small.gz").Append((byte)0).Take(length).ToArray();
        await File.WriteAllBytesAsync(InCache("small.gz"), bytes);

        await DownloadAsync(MirrorFiles.Two, mirror);

        ExpectComplete(MirrorFiles.Two);
    }

    [Fact]
    public async Task A_damaged_file_stays_until_its_replacement_is_complete()
    {
        Directory.CreateDirectory(Cache);
        await File.WriteAllTextAsync(InCache("large.gz"), "mine");
        var mirror = await StartAsync(Answers.Status(404));

        var download = () => DownloadAsync(MirrorFiles.One, mirror);

        await download.Should().ThrowAsync<MnistDownloadException>();
        (await File.ReadAllTextAsync(InCache("large.gz"))).Should().Be("mine");
    }
}
