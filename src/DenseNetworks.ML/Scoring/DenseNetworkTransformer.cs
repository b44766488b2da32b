using DenseNetworks.ML;
using DenseNetworks.ML.MLNet;
using DenseNetworks.ML.Scoring;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(DenseNetworkTransformer), null, typeof(SignatureLoadModel),
    "Dense network", SavedNetwork.Kind)]

namespace DenseNetworks.ML;

/// <summary>
/// Represents a trained <see cref="DenseNetwork"/> as an ML.NET transformer. It adds the columns <c>Score</c>, the probability
/// of each class (a vector of float with one slot per class), and <c>PredictedLabel</c>, the likeliest class (a key with the
/// values of the training label).
/// </summary>
/// <remarks>
/// <para>Scoring is managed code and does not need libtorch. <see cref="DenseNetworkTrainer"/> creates the transformer, and
/// <see cref="ModelOperationsCatalog.Load(Stream, out DataViewSchema)"/> loads it without registration.</para>
/// <para>Immutable and safe for use from multiple threads.</para>
/// </remarks>
public sealed partial class DenseNetworkTransformer
    : ISingleFeaturePredictionTransformer<DenseNetwork>, ISingleFeaturePredictionTransformer
{
    // Enough rows that scoring them together pays, and few enough that buffering them costs little: 1 MiB of features per
    // thread.
    private const int FewestRowsAtOnce = 16;
    private const int MostRowsAtOnce = 192;
    private const int MostFeaturesAtOnce = 1 << 18;

    private readonly IHost _host;
    private readonly RowMapping _mapping;
    private readonly SavedNetwork _saved;

    /// <exception cref="InvalidDataException">The number of labels is not the number of classes.</exception>
    internal DenseNetworkTransformer(
        IHostEnvironment env, DenseNetwork network, TrainingHistory? history, string featureColumnName, ClassValues? labels)
        : this(env, new SavedNetwork(featureColumnName, labels, network.With(labels?.GetNames(), history)))
    {
    }

    internal DenseNetworkTransformer(IHostEnvironment env, SavedNetwork saved)
    {
        _host = env.Register(nameof(DenseNetworkTransformer));
        _mapping = new RowMapping(_host, Bind);
        _saved = saved;
    }

    /// <summary>Gets the network.</summary>
    public DenseNetwork Network => _saved.Network;

    /// <inheritdoc />
    DenseNetwork IPredictionTransformer<DenseNetwork>.Model => Network;

    /// <summary>Gets the training history; or <see langword="null"/> if it is unknown.</summary>
    public TrainingHistory? History => Network.History;

    /// <summary>Gets the name of the feature column.</summary>
    public string FeatureColumnName => _saved.FeatureColumnName;

    /// <summary>Gets the type of the feature column: a vector of float with one slot per feature.</summary>
    public DataViewType FeatureColumnType => new VectorDataViewType(NumberDataViewType.Single, Network.InputSize);

    /// <summary>Gets the values of the training label; or <see langword="null"/> if it had none.</summary>
    internal ClassValues? Labels => _saved.Labels;

    /// <summary>Returns a copy of the transformer with another network.</summary>
    internal DenseNetworkTransformer With(DenseNetwork network) => new(_host, network, History, FeatureColumnName, Labels);

    /// <inheritdoc />
    bool ITransformer.IsRowToRowMapper => true;

    /// <inheritdoc />
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another type or size.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _mapping.GetOutputSchema(inputSchema);

    /// <inheritdoc />
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another type or size.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = Math.Min(MostRowsAtOnce, MostFeaturesAtOnce / Network.InputSize);
        return _mapping.Transform(
            rows < FewestRowsAtOnce ? input : new ReadAheadView(_host, input, FeatureColumnName, rows));
    }

    /// <inheritdoc />
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _mapping.GetRowToRowMapper(inputSchema);

    /// <inheritdoc />
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.SaveNonEmptyString(FeatureColumnName);
        _saved.Write(ctx.Writer);
    }

    /// <summary>Loads a saved transformer. ML.NET finds this method by its name and parameters.</summary>
    internal static DenseNetworkTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return Create(env, ctx.Content());
    }

    /// <summary>Creates a transformer from saved content.</summary>
    internal static DenseNetworkTransformer Create(IHostEnvironment env, StepContent content) =>
        new(env, SavedNetwork.Read(content));

    private DenseNetworkMapper Bind(DataViewSchema schema)
    {
        var features = schema.Require(_host, "feature", FeatureColumnName, $"a vector of Single of size {Network.InputSize}",
            type => type is VectorDataViewType vector && vector.ItemType.Equals(NumberDataViewType.Single)
                && vector.Size == Network.InputSize);
        return new DenseNetworkMapper(this, features, ScoreColumns.Make(schema, Network.ClassCount, Labels));
    }

    private static VersionInfo GetVersionInfo() => SavedNetwork.Format.ToVersionInfo(typeof(DenseNetworkTransformer));
}
