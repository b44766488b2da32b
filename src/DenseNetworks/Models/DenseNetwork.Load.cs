using DenseNetworks.IO.Zip;
using DenseNetworks.Models;

namespace DenseNetworks;

public sealed partial class DenseNetwork
{
    private const string Complaint = "is not a model that a network can be loaded from.";

    /// <summary>
    /// Loads the network from a pipeline that <c>mlContext.Model.Save</c> of ML.NET, or <c>MnistClassifier.Save</c>, wrote.
    /// ML.NET is not needed.
    /// </summary>
    /// <remarks>
    /// The other steps of the pipeline are ignored, so features must be given as those steps would have prepared them. The file
    /// may come from an untrusted source: no code or type that it names is loaded, nothing is written to disk, and memory is
    /// allocated only for bytes that exist.
    /// </remarks>
    /// <param name="path">The zip file: at most 512 MiB, also when extracted, which is 134 million weights.</param>
    /// <returns>The network.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path names a folder, or an I/O error occurred.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or does not contain exactly one network. The message says which, and what to do.
    /// </exception>
    /// <example>
    /// <code>
    /// var network = DenseNetwork.Load("model.zip");
    /// var probabilities = new float[network.ClassCount];
    /// network.ComputeProbabilities(features, probabilities);
    /// </code>
    /// </example>
    public static DenseNetwork Load(string path) => ModelFile.Load(path, ReadOnlyNetwork, Complaint);

    /// <summary>Loads the network from a saved pipeline, as <see cref="Load(string)"/> does.</summary>
    /// <param name="stream">
    /// A readable stream of the zip, read from its current position to its end, or until more than 512 MiB are read. It stays
    /// open.
    /// </param>
    /// <returns>The network.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, too many, or do not contain exactly one network. The message says which, and what to do.
    /// </exception>
    public static DenseNetwork Load(Stream stream) => ModelFile.Load(stream, ReadOnlyNetwork, Complaint);

    private static DenseNetwork ReadOnlyNetwork(ZipContent zip)
    {
        var steps = SavedSteps.Read(zip);
        var networks = steps.Where(step => step.Kind == SavedNetwork.Kind).ToList();
        return networks is [var network]
            ? SavedNetwork.Read(network).Network
            : throw new InvalidDataException(
                $"It is a pipeline of {SavedSteps.Describe(steps)}, with {networks.Count} steps of the kind " +
                $"'{SavedNetwork.Kind}'. Save a pipeline with one.");
    }
}
