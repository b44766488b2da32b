namespace Mnist.Classifier.Reliability;

/// <summary>Saving while everything goes wrong.</summary>
internal sealed class SavingSuite : ISuite
{
    public string Name => "saving";

    public string Description => "processes killed while they save, writers side by side, disks and folders that refuse";

    public void Run(Trial trial, Report report)
    {
        KilledWriters.Run(trial, report);
        WritersAtOnce.Run(trial, report);
        RefusedPlaces.Run(trial, report);
        RefusingDisks.Run(trial, report);
        FoldersThatVanish.Run(trial, report);
        if (!OperatingSystem.IsLinux())
        {
            report.Note("Small disks, read-only disks and limits are tried on Linux only.");
        }
    }
}
