using DenseNetworks.IO.Zip;
using DenseNetworks.Models;

namespace DenseNetworks;

public sealed partial class DenseNetwork
{
    private const string Complaint = "is not a model that a network can be loaded from.";

    /// <summary>
    /// Loads the network out of a pipeline that ML.NET's <c>mlContext.Model.Save</c> wrote, or <c>MnistClassifier.Save</c>,
    /// without ML.NET. The other steps of the pipeline are left alone: features must be given as the pipeline would have made
    /// them. The file may come from anyone: nothing that it names is looked up, loaded or run, nothing is written to disk, and
    /// memory is taken only for what is there.
    /// </summary>
    /// <param name="path">The zip file: at most 512 MiB, packed and unpacked: room for 134 million weights.</param>
    /// <returns>The network.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path names a folder, or the disk refuses.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or has not exactly one network in it. The message names it and says what to do.
    /// </exception>
    public static DenseNetwork Load(string path) => ModelFile.Load(path, ReadOnlyNetwork, Complaint);

    /// <summary>Loads the network out of a saved pipeline from anyone, as <see cref="Load(string)"/> does.</summary>
    /// <param name="stream">
    /// A readable stream of the zip, read from where it stands to its end, or until there are more than 512 MiB. It stays open.
    /// </param>
    /// <returns>The network.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, too many, or have not exactly one network in them. The message says what to do.
    /// </exception>
    public static DenseNetwork Load(Stream stream) => ModelFile.Load(stream, ReadOnlyNetwork, Complaint);

    private static DenseNetwork ReadOnlyNetwork(ZipContent zip)
    {
        var steps = SavedSteps.Read(zip);
        var networks = steps.Where(step => step.Kind == SavedNetwork.Kind).ToList();
        return networks is [var network]
            ? SavedNetwork.Read(network).Network
            : throw new InvalidDataException(
                $"It is a pipeline of {SavedSteps.Describe(steps)}, with {networks.Count} steps of the kind '{SavedNetwork.Kind}'. Save " +
                "a pipeline with one.");
    }
}
