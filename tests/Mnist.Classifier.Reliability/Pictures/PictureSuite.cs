namespace Mnist.Classifier.Reliability;

/// <summary>Pictures made to take time and memory.</summary>
internal sealed class PictureSuite : ISuite
{
    private const long MostBytes = 200_000_000;
    private const double MostMilliseconds = 1_000;
    private const double BytesPerMegabyte = 1e6;

    // Each is read once in a process of its own: compiled at once, as a process has it that has read many.
    private static readonly Dictionary<string, string> CompiledAtOnce = new() { ["DOTNET_TieredCompilation"] = "0" };

    public string Name => "pictures";

    public string Description => "hostile pictures at their limits, each in a process of its own";

    public void Run(Trial trial, Report report)
    {
        var path = Path.Combine(trial.MakeFolder("pictures"), "picture");
        foreach (var picture in HostilePictures.All.Where((_, i) => i % trial.Times(1, 5) == 0))
        {
            var file = picture.Make();
            File.WriteAllBytes(path, file);
            var reading = PictureReading.Parse(ChildProcess.Run(CompiledAtOnce, [], "read-picture", path)[^1]);
            report.Check(
                $"{picture.What}, {Text.Of((long)file.Length)} bytes",
                picture.IsRead ? "read in a second and 200 MB" : "refused",
                $"{(reading.IsRead ? "read" : "refused")}, {Text.Of(reading.Milliseconds / 1_000)} s, {Text.Of(reading.Bytes / BytesPerMegabyte)} MB",
                reading.IsRead == picture.IsRead && reading.Milliseconds <= MostMilliseconds && reading.Bytes <= MostBytes);
        }

        report.Note("Time is that of all processors, and memory the peak above what the process had before it read the file.");
    }
}
