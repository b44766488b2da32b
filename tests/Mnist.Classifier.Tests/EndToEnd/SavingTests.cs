using Microsoft.ML;
using Mnist.Classifier.Tests.Support;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

/// <summary>The short version of <c>Mnist.Classifier.Reliability -- saving</c>.</summary>
public sealed class SavingTests(TrainedDigits trained) : IClassFixture<TrainedDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_that_is_killed_while_it_saves_leaves_the_old_or_the_new_file()
    {
        string[] models = [_folder.File("a.zip"), _folder.File("b.zip")];
        trained.Classifier.Save(models[0]);
        MnistClassifier.LoadPretrained().Save(models[1]);
        var contents = models.Select(File.ReadAllBytes).ToArray();
        using var target = new TemporaryFolder();
        for (var i = 0; i < 5; i++)
        {
            KillWhileSaving(target, models);

            var seen = File.ReadAllBytes(target.File("model.zip"));
            contents.Any(content => content.AsSpan().SequenceEqual(seen)).Should().BeTrue();
        }

        foreach (var left in target.FileNames())
        {
            File.SetLastWriteTimeUtc(target.File(left), DateTime.UtcNow.AddHours(-1));
        }

        trained.Classifier.Save(target.File("model.zip"));
        target.FileNames().Should().Equal("model.zip");
    }

    [Fact]
    public void Many_writers_and_readers_of_one_path_see_whole_files()
    {
        MnistClassifier[] classifiers = [trained.Classifier, MnistClassifier.LoadPretrained()];
        var contents = classifiers.Select(ZipOf).ToArray();
        var path = _folder.File("model.zip");
        classifiers[0].Save(path);

        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            classifiers[i % 2].Save(path);
            var seen = File.ReadAllBytes(path);
            contents.Any(content => content.AsSpan().SequenceEqual(seen)).Should().BeTrue();
            MnistClassifier.Load(path);
        });

        _folder.FileNames().Should().Equal("model.zip");
    }

    [Fact]
    public void A_classifier_gives_the_same_bytes_whenever_it_is_saved()
    {
        var zip = ZipOf(trained.Classifier);

        ZipOf(MnistClassifier.Load(new MemoryStream(zip))).Should().Equal(zip);
        ZipOf(trained.Classifier).Should().Equal(zip);
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(zip));
        archive.Entries.Select(entry => entry.LastWriteTime.Year).Distinct().Should().Equal(1980);
    }

    [Fact]
    public void A_folder_is_not_loaded_and_is_named()
    {
        var load = () => MnistClassifier.Load(_folder.Path);

        load.Should().Throw<IOException>().WithMessage($"*'{_folder.Path}': it is a folder*");
    }

    [Fact]
    public void A_program_with_unknown_arguments_shows_its_usage()
    {
        using var process = DotNet.Start(_folder.Path, [], Repository.ReliabilityProgram, "saving", "--slow");

        process.StandardError.ReadToEnd().Should()
            .StartWith("'--slow' is not understood").And.ContainAll("Usage:", "races", "all");
        process.WaitForExit();
        process.ExitCode.Should().Be(2);
    }

    private static byte[] ZipOf(MnistClassifier classifier)
    {
        using var stream = new MemoryStream();
        classifier.Save(stream);
        return stream.ToArray();
    }

    // In the middle of writing: as soon as there is another file beside the old one.
    private static void KillWhileSaving(TemporaryFolder folder, string[] models)
    {
        using var process = DotNet.Start(
            folder.Path, [], [Repository.ReliabilityProgram, "child", "save-zips", .. models, folder.File("model.zip")]);
        process.StandardOutput.ReadLine().Should().Be("ready");
        var before = folder.FileNames();
        process.StandardInput.WriteLine();
        process.StandardInput.Flush();
        while (folder.FileNames().Length == before.Length && !process.HasExited)
        {
        }

        process.Kill();
        process.WaitForExit();
    }
}
