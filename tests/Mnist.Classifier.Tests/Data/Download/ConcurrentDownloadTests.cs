using System.Globalization;
using Microsoft.AspNetCore.Http;
using Testing;

namespace Mnist.Classifier.Tests.Data.Download;

public sealed class ConcurrentDownloadTests : DownloadTest
{
    private const int Half = 100_000;

    [Fact]
    public async Task Many_at_once_in_one_process_leave_each_file_whole()
    {
        var mirror = await StartAsync(Answers.Good(MirrorFiles.Two));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            DownloadAsync(MirrorFiles.Two, Options(mirror.Address), time: TimeProvider.System))));

        ExpectComplete(MirrorFiles.Two);
    }

    [Fact]
    public async Task Two_processes_at_once_leave_each_file_whole()
    {
        const int Processes = 2;
        var waiting = Processes;
        var allThere = new TaskCompletionSource();
        var mirror = await StartAsync(WithList(MirrorFiles.Two, () =>
        {
            if (Interlocked.Decrement(ref waiting) == 0)
            {
                allThere.SetResult();
            }

            return allThere.Task;
        }, Answers.Good(MirrorFiles.Two)));

        var outputs = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Task.Run(() => DotNet.Run(
            Path.GetTempPath(), Repository.OtherProgram, "download", Cache, $"{mirror.Address}"))));

        outputs.Should().OnlyContain(output => output.Single() == Cache);
        ExpectComplete(MirrorFiles.Two);
    }

    [Fact]
    public async Task A_killed_process_blocks_no_others_and_leaves_nothing()
    {
        var halfSent = new TaskCompletionSource();
        var mirror = await StartAsync(WithList(MirrorFiles.One, () => Task.CompletedTask, Answers.InTurn(
            Answers.UpTo(Half, MirrorFiles.One, context =>
            {
                halfSent.SetResult();
                return Answers.Never(context);
            }),
            Answers.Good(MirrorFiles.One))));
        using (var process = DotNet.Start(
            Path.GetTempPath(), [], Repository.OtherProgram, "download", Cache, $"{mirror.Address}"))
        {
            await halfSent.Task;
            process.Kill();
            await process.WaitForExitAsync();
        }

        await DownloadAsync(MirrorFiles.One, Options(mirror.Address), time: TimeProvider.System);

        ExpectComplete(MirrorFiles.One);
    }

    // The program asks for its list just before it downloads.
    private static RequestDelegate WithList(
        MirrorFiles files, Func<Task> beforeList, RequestDelegate answer) => async context =>
    {
        if (!context.Request.Path.Value!.EndsWith("/list", StringComparison.Ordinal))
        {
            await answer(context);
            return;
        }

        await beforeList();
        await context.Response.WriteAsync(string.Join('\n', files.List.Select(file =>
            string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.Sha256}"))));
    };
}
