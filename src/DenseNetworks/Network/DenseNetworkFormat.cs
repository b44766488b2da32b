namespace DenseNetworks.Network;

/// <summary>
/// The binary format of a network and its history. All fields are little-endian. docs/model-format.md describes it for
/// readers in other languages: a change here requires a change there and a new <see cref="CurrentVersion"/>.
/// <code>
/// uint32   magic "DNET"
/// uint32   version
/// uint32   number of layers, 1 to 1,000
/// uint32   number of features
/// uint32[] outputs of each layer
///          for each layer: float32[inputs · outputs] weights, float32[outputs] biases
/// uint32   1 if the last output belongs to a background class; otherwise, 0
/// float32  temperature
/// float32  rejection threshold (NaN: none)
/// uint32   low 24 bits: the number of epochs in the history, or 0 if there is none; next 7 bits: the backend that trained it
///          (0 unknown, 1 libtorch, 2 managed code); highest bit: 1 if settings follow; then
///          uint32 best epoch; if settings follow, uint32 batch size, uint32 1 if a seed was given or 0, int32 seed or 0; and,
///          for each epoch:
///          uint32 epoch count, float64 loss, accuracy, validation loss, validation accuracy (NaN: none),
///          learning rate, seconds
/// uint32   CRC-32 of all preceding bytes
/// </code>
/// </summary>
internal static class DenseNetworkFormat
{
    public const uint CurrentVersion = 3;
    public const int MaxLayers = 1_000;
    public const int MaxEpochs = 100_000;

    private const double MaxLoss = 1e40; // the difference of two logits, each of which is a float, is smaller

    // Of all epochs together: a hundred years, so that the sum fits in a TimeSpan.
    private const double MaxSeconds = 100 * 365.25 * 24 * 3600;

    private const int BackendShift = 24;
    private const uint HasSettings = 1u << 31;

    private const uint Magic = 0x54454E44; // "DNET"
    private const string Advice = " The model was damaged. Copy or train it again.";

    public static void Write(Stream stream, DenseNetwork network, TrainingHistory? history)
    {
        var writer = new ChecksummedWriter(stream);
        writer.Write(Magic);
        writer.Write(CurrentVersion);
        writer.Write((uint)network.Layers.Count);
        writer.Write((uint)network.InputSize);
        foreach (var layer in network.Layers)
        {
            writer.Write((uint)layer.OutputSize);
        }

        foreach (var layer in network.Layers)
        {
            writer.Write(layer.Weights);
            writer.Write(layer.Biases);
        }

        writer.Write(network.HasBackgroundClass ? 1u : 0u);
        writer.Write(network.Temperature);
        writer.Write(network.RejectionThreshold ?? float.NaN);
        WriteHistory(writer, history);
        writer.WriteChecksum();
    }

    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, incomplete, or in an unknown version of the format.
    /// </exception>
    public static (DenseNetwork Network, TrainingHistory? History) Read(Stream stream)
    {
        var reader = new ChecksummedReader(stream);
        Check(reader.ReadUInt32() == Magic, "These bytes are not a dense network: they do not start with \"DNET\"." + Advice);
        var version = reader.ReadUInt32();
        Check(version == CurrentVersion,
            $"The network is in version {version} of its format, but this library reads version {CurrentVersion}. Use the " +
            "version of this library that wrote it, or train it again.");

        var layers = ReadLayers(reader);
        var network = ReadCalibrated(reader, layers);
        var history = ReadHistory(reader);
        reader.CheckChecksum();
        return (network, history);
    }

    private static DenseNetwork ReadCalibrated(ChecksummedReader reader, DenseLayer[] layers)
    {
        var backgroundCount = reader.ReadUInt32();
        Check(backgroundCount <= 1 && backgroundCount < layers[^1].OutputSize,
            $"The network claims {backgroundCount} background classes among {layers[^1].OutputSize} outputs." + Advice);
        var temperature = reader.ReadSingle();
        Check(temperature > 0 && float.IsFinite(temperature),
            "The network's temperature is not a finite number above 0." + Advice);
        var threshold = reader.ReadSingle();
        Check(!float.IsInfinity(threshold), "The network's rejection threshold is infinite." + Advice);
        return new DenseNetwork(layers, backgroundCount == 1, temperature, float.IsNaN(threshold) ? null : threshold);
    }

    private static DenseLayer[] ReadLayers(ChecksummedReader reader)
    {
        var layerCount = reader.ReadUInt32();
        Check(layerCount is > 0 and <= MaxLayers,
            $"The network claims {layerCount} layers; 1 to {MaxLayers} are possible." + Advice);
        var sizes = new uint[layerCount + 1];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = reader.ReadUInt32();
            Check(sizes[i] is > 0 and <= int.MaxValue, $"A layer of the network claims {sizes[i]} values." + Advice);
        }

        var layers = new DenseLayer[layerCount];
        for (var i = 0; i < layers.Length; i++)
        {
            var weightCount = (long)sizes[i] * sizes[i + 1];
            Check(weightCount <= Array.MaxLength,
                $"Layer {i} of the network claims {weightCount} weights, too many for one array." + Advice);
            layers[i] = new DenseLayer(ReadFinite(reader, (int)weightCount, i), ReadFinite(reader, (int)sizes[i + 1], i));
        }

        return layers;
    }

    private static float[] ReadFinite(ChecksummedReader reader, int count, int layer)
    {
        var values = reader.ReadFloats(count);
        Check(RowScan.Of(values).IsFinite,
            $"Layer {layer} of the network has a weight that is not a finite number: the model was damaged or its " +
            "training diverged. Train it again.");
        return values;
    }

    private static void WriteHistory(ChecksummedWriter writer, TrainingHistory? history)
    {
        var settings = history?.BatchSize is null ? 0 : HasSettings;
        writer.Write((uint)(history?.Epochs.Count ?? 0) | ((uint)(history?.Backend ?? 0) << BackendShift) | settings);
        if (history is null)
        {
            return;
        }

        writer.Write((uint)history.BestEpoch);
        if (settings != 0)
        {
            writer.Write((uint)history.BatchSize!.Value);
            writer.Write(history.Seed is null ? 0u : 1u);
            writer.Write((uint)(history.Seed ?? 0));
        }

        foreach (var epoch in history.Epochs)
        {
            writer.Write((uint)epoch.EpochCount);
            writer.Write(epoch.Loss);
            writer.Write(epoch.Accuracy);
            writer.Write(epoch.ValidationLoss ?? double.NaN);
            writer.Write(epoch.ValidationAccuracy ?? double.NaN);
            writer.Write(epoch.LearningRate);
            writer.Write(epoch.Duration.TotalSeconds);
        }
    }

    private static TrainingHistory? ReadHistory(ChecksummedReader reader)
    {
        var field = reader.ReadUInt32();
        var count = field & ((1u << BackendShift) - 1);
        var backend = (TrainingBackend)((field & ~HasSettings) >> BackendShift);
        Check(count > 0 || field == 0, "The network's history has no epochs, but a backend or a batch size." + Advice);
        Check(Enum.IsDefined(backend), $"The network's history names the unknown backend {(uint)backend}." + Advice);
        Check(count <= MaxEpochs, $"The network's history claims {count} epochs; up to {MaxEpochs} are possible." + Advice);
        if (count == 0)
        {
            return null;
        }

        var bestEpoch = reader.ReadUInt32();
        Check(bestEpoch >= 1 && bestEpoch <= count,
            $"The network's history names epoch {bestEpoch} of {count} as the best." + Advice);
        var (batchSize, seed) = (field & HasSettings) == 0 ? (null, null) : ReadSettings(reader);
        var epochs = new List<EpochResult>();
        var total = TimeSpan.Zero;
        for (var i = 0; i < count; i++)
        {
            epochs.Add(ReadEpoch(reader, i + 1));
            total += epochs[i].Duration;
            Check(total.TotalSeconds <= MaxSeconds, "The network's history claims more than a hundred years." + Advice);
        }

        return new TrainingHistory(epochs, (int)bestEpoch, backend == 0 ? null : backend)
        {
            BatchSize = batchSize,
            Seed = seed,
        };
    }

    private static (int? BatchSize, int? Seed) ReadSettings(ChecksummedReader reader)
    {
        var batchSize = reader.ReadUInt32();
        Check(batchSize is > 0 and <= int.MaxValue, $"The network's history claims batches of {batchSize} rows." + Advice);
        var hasSeed = reader.ReadUInt32();
        var seed = (int)reader.ReadUInt32();
        Check(hasSeed == 1 || (hasSeed == 0 && seed == 0), "The network's history has an impossible seed." + Advice);
        return ((int)batchSize, hasSeed == 1 ? seed : null);
    }

    private static EpochResult ReadEpoch(ChecksummedReader reader, int epoch)
    {
        var epochCount = reader.ReadUInt32();
        if (epochCount < epoch || epochCount > int.MaxValue) // no message is built for valid epochs
        {
            throw new InvalidDataException($"Epoch {epoch} of the network's history claims a plan of {epochCount}." + Advice);
        }

        var result = new EpochResult
        {
            Epoch = epoch,
            EpochCount = (int)epochCount,
            Loss = reader.ReadDouble(),
            Accuracy = reader.ReadDouble(),
            ValidationLoss = NullIfNaN(reader.ReadDouble()),
            ValidationAccuracy = NullIfNaN(reader.ReadDouble()),
            LearningRate = reader.ReadDouble(),
            Duration = ReadDuration(reader),
        };
        return IsPossible(result) ? result : throw new InvalidDataException(
            $"Epoch {epoch} of the network's history has impossible values." + Advice);
    }

    // Rounding may make a loss slightly negative. A validation loss may be infinite.
    private static bool IsPossible(EpochResult epoch) =>
        Math.Abs(epoch.Loss) <= MaxLoss
        && IsShare(epoch.Accuracy)
        && epoch.ValidationLoss is null or double.PositiveInfinity or (>= -MaxLoss and <= MaxLoss)
        && IsShare(epoch.ValidationAccuracy ?? 0)
        && epoch.LearningRate >= 0
        && double.IsFinite(epoch.LearningRate);

    private static bool IsShare(double value) => value is >= 0 and <= 1;

    private static TimeSpan ReadDuration(ChecksummedReader reader)
    {
        var seconds = reader.ReadDouble();
        Check(seconds is >= 0 and <= MaxSeconds,
            "The network's history holds an impossible duration." + Advice);
        // TimeSpan.FromSeconds truncates, and would return one tick less than was written.
        return TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
    }

    private static double? NullIfNaN(double value) => double.IsNaN(value) ? null : value;

    private static void Check(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidDataException(message);
        }
    }
}
