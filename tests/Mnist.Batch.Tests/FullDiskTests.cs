using Mnist.Batch.Engine;
using Mnist.Batch.Jobs;
using Mnist.Batch.Tests.Support;

namespace Mnist.Batch.Tests;

/// <summary>A disk that is full, a small one in memory.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly Scans _scans = new(count: 100);

    public void Dispose() => _scans.Dispose();

    [RootFact]
    public async Task A_full_disk_leaves_nothing_half_written_and_the_job_is_done_when_there_is_room()
    {
        Directory.CreateDirectory(_scans.Out);
        Shell.Run("mount", "-t", "tmpfs", "-o", "size=256k", "none", _scans.Out);
        try
        {
            await BatchTool.SucceedAsync("read", _scans.Pictures, "--out", _scans.Out);
            var folder = new BatchFolder(_scans.Out);
            var job = BatchPlan.Read(folder).Jobs.Single().Name;
            var whole = await File.ReadAllBytesAsync(folder.Part(job));
            File.Delete(folder.Part(job));
            Fill(Path.Join(_scans.Out, "filler"));
            var work = new ReadJob(LoadedReader.Load(path: null));

            var run = () => work.RunAsync(folder, job, isLastTry: true, CancellationToken.None);

            (await run.Should().ThrowAsync<IOException>()).WithMessage("*the disk is full*");
            Directory.GetFiles(Path.Join(_scans.Out, "parts")).Should().BeEmpty();
            var result = await BatchTool.RunAsync("read", _scans.Pictures, "--out", _scans.Out);
            result.Error.Should().Contain("the disk is full");

            File.Delete(Path.Join(_scans.Out, "filler"));
            await BatchTool.SucceedAsync("read", _scans.Pictures, "--out", _scans.Out);
            (await File.ReadAllBytesAsync(folder.Part(job))).Should().Equal(whole);
        }
        finally
        {
            Shell.Run("umount", _scans.Out);
        }
    }

    private static void Fill(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true)
            {
                stream.Write(new byte[1024]);
            }
        }
        catch (IOException)
        {
        }
    }
}
