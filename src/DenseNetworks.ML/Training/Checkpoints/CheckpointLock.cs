using DenseNetworks.IO;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Keeps a second training, of this process or another, from the checkpoint of one that runs: each would write over what the other
/// goes on from. It is a file without content beside the checkpoint, open and locked as long as the training lasts, that goes with it.
/// </summary>
internal static class CheckpointLock
{
    private const string Extension = ".lock";

    // Another has it: what Linux, macOS and Windows say.
    private static readonly int[] IsTaken = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Takes the lock, where files can be locked. What is wrong with the place, the checkpoint itself tells better.</summary>
    /// <param name="checkpoint">The path of the checkpoint, or null for none.</param>
    /// <returns>What gives it back, or null.</returns>
    /// <exception cref="IOException">Another training has it.</exception>
    public static IDisposable? Take(string? checkpoint)
    {
        var path = checkpoint + Extension;
        if (checkpoint is null || SpecialFile.Describe(path) is not null || new FileInfo(path) is { Exists: true, Length: > 0 })
        {
            return null; // of somebody else, who happened to choose the name
        }

        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (IsTaken.Contains(e.HResult))
        {
            throw new IOException(
                $"The checkpoint '{Printable.Path(checkpoint)}' is in use by another training. Wait until that is over, or name another file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
