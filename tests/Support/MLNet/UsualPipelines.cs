using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Testing;

/// <summary>Pipelines of ML.NET's own steps before a network, each of which makes <c>Features</c> of animals.</summary>
internal static class UsualPipelines
{
    private const string Features = "Features";

    private static readonly InputOutputColumnPair[] Numbers =
    [
        new("Number", nameof(Animal.Weight)), new("Double", nameof(Animal.Length)),
        new("Vector", nameof(Animal.Sizes)), new("Doubles", nameof(Animal.Marks)),
    ];

    /// <summary>Gets animals, some of whose numbers are missing.</summary>
    public static IDataView Animals(MLContext ml) => ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Animal
    {
        Kind = i % 3 == 0 ? "cat" : i % 3 == 1 ? "dog" : "große Ente",
        Weight = i % 7 == 0 ? float.NaN : 2 + (i % 11),
        Length = i % 5 == 0 ? double.NaN : 0.25 * (1 + (i % 13)),
        Sizes = [i % 9, i % 4 == 0 ? float.NaN : 1, -i],
        Marks = [i, i * i],
        Legs = i % 3 == 2 ? 2 : 4,
        IsWild = i % 6 == 2,
        Colours = [i % 2 == 0 ? "white" : "brown", "black"],
        Born = new DateTime(2020, 1, 1 + (i % 20)),
    }).ToList());

    /// <summary>Makes the steps, by name.</summary>
    public static IReadOnlyDictionary<string, IEstimator<ITransformer>> Steps(MLContext ml)
    {
        var (transforms, conversion) = (ml.Transforms, ml.Transforms.Conversion);
        var complete = transforms.ReplaceMissingValues([new(nameof(Animal.Weight)), new(nameof(Animal.Length)), new(nameof(Animal.Sizes))]);
        return new Dictionary<string, IEstimator<ITransformer>>
        {
            ["NormalizeMinMax"] = complete.Append(Normalized(transforms.NormalizeMinMax(Numbers))),
            ["NormalizeMinMax, zero moved"] = complete.Append(Normalized(transforms.NormalizeMinMax(Numbers, fixZero: false))),
            ["NormalizeMeanVariance"] = complete.Append(Normalized(transforms.NormalizeMeanVariance(Numbers, fixZero: false))),
            ["NormalizeMinMax, few moved"] = complete.Append(conversion.ConvertType("Zero", nameof(Animal.Marks)))
                .Append(transforms.Concatenate(Features, "Zero", nameof(Animal.Weight), "Zero"))
                .Append(transforms.NormalizeMinMax(Features, fixZero: false)),
            ["NormalizeMeanVariance, cumulative"] = complete.Append(Normalized(transforms.NormalizeMeanVariance(Numbers, useCdf: true))),
            ["NormalizeLogMeanVariance"] = complete.Append(Normalized(transforms.NormalizeLogMeanVariance(Numbers, useCdf: false))),
            ["NormalizeLogMeanVariance, cumulative"] = complete.Append(Normalized(transforms.NormalizeLogMeanVariance(Numbers))),
            ["NormalizeBinning"] = complete.Append(Normalized(transforms.NormalizeBinning(Numbers, maximumBinCount: 5))),
            ["NormalizeSupervisedBinning"] = complete.Append(conversion.MapValueToKey("Label", nameof(Animal.Kind)))
                .Append(Normalized(transforms.NormalizeSupervisedBinning(Numbers, fixZero: false, mininimumExamplesPerBin: 2))),
            ["NormalizeRobustScaling"] = complete.Append(Normalized(transforms.NormalizeRobustScaling(Numbers, centerData: true))),
            ["NormalizeRobustScaling, not centred"] = complete.Append(Normalized(transforms.NormalizeRobustScaling(Numbers))),
            ["NormalizeLpNorm"] = complete.Append(transforms.NormalizeLpNorm(
                Features, nameof(Animal.Sizes), LpNormNormalizingEstimatorBase.NormFunction.L1, ensureZeroMean: true)),
            ["NormalizeGlobalContrast"] = complete.Append(transforms.NormalizeGlobalContrast(
                Features, nameof(Animal.Sizes), ensureUnitStandardDeviation: true, scale: 2)),
            ["ReplaceMissingValues, mean"] = Replaced(MissingValueReplacingEstimator.ReplacementMode.Mean),
            ["ReplaceMissingValues, least of the column"] = Replaced(MissingValueReplacingEstimator.ReplacementMode.Minimum, bySlot: false),
            ["Concatenate"] = complete.Append(transforms.Concatenate("Both", nameof(Animal.Weight), nameof(Animal.Sizes)))
                .Append(transforms.Concatenate(Features, "Both", nameof(Animal.Weight))),
            ["CopyColumns"] = complete.Append(transforms.CopyColumns(Features, nameof(Animal.Sizes)))
                .Append(transforms.CopyColumns("Name", nameof(Animal.Kind))),
            ["DropColumns"] = complete.Append(transforms.CopyColumns(Features, nameof(Animal.Sizes)))
                .Append(transforms.DropColumns(nameof(Animal.Sizes), nameof(Animal.Kind))),
            ["SelectColumns"] = complete.Append(transforms.CopyColumns(Features, nameof(Animal.Sizes)))
                .Append(transforms.SelectColumns([Features, nameof(Animal.Legs)], keepHidden: true)),
            ["ConvertType"] = complete.Append(conversion.ConvertType([
                    new("A", nameof(Animal.Length)), new("B", nameof(Animal.IsWild)), new("C", nameof(Animal.Legs))]))
                .Append(transforms.Concatenate(Features, "A", "B", "C")),
            ["ConvertType, to keys"] = conversion.MapValueToKey("Key", nameof(Animal.Legs))
                .Append(conversion.MapKeyToVector([new("Vector", "Key")]))
                .Append(transforms.CopyColumns(Features, "Vector")),
            ["MapValueToKey"] = conversion.MapValueToKey([
                    new("Label", nameof(Animal.Kind)), new("A", nameof(Animal.Legs)), new("B", nameof(Animal.IsWild)),
                    new("C", nameof(Animal.Born)), new("D", nameof(Animal.Marks)), new("E", nameof(Animal.Legs))])
                .Append(conversion.MapValueToKey([new("F", nameof(Animal.Legs))], addKeyValueAnnotationsAsText: true))
                .Append(conversion.MapKeyToVector([new("One", "A"), new("Many", "D")], outputCountVector: true))
                .Append(transforms.Concatenate(Features, "One", "Many"))
                .Append(conversion.MapKeyToValue([new("Again", "Label"), new("Date", "C")])),
            ["OneHotEncoding"] = transforms.Categorical.OneHotEncoding([new("A", nameof(Animal.Kind)), new("B", nameof(Animal.Legs))])
                .Append(transforms.Categorical.OneHotEncoding("C", nameof(Animal.Colours), OneHotEncodingEstimator.OutputKind.Bag))
                .Append(transforms.Categorical.OneHotEncoding("D", nameof(Animal.Kind), OneHotEncodingEstimator.OutputKind.Key))
                .Append(transforms.Concatenate(Features, "A", "B", "C")),
        };

        IEstimator<ITransformer> Normalized(IEstimator<ITransformer> normalizing) => normalizing
            .Append(conversion.ConvertType([new("FromDouble", "Double"), new("FromDoubles", "Doubles")]))
            .Append(transforms.Concatenate(Features, "Number", "FromDouble", "Vector", "FromDoubles"));

        IEstimator<ITransformer> Replaced(MissingValueReplacingEstimator.ReplacementMode mode, bool bySlot = true) => transforms
            .ReplaceMissingValues(Numbers, mode, bySlot)
            .Append(conversion.ConvertType([new("FromDouble", "Double"), new("FromDoubles", "Doubles")]))
            .Append(transforms.Concatenate(Features, "Number", "FromDouble", "Vector", "FromDoubles"));
    }

    /// <summary>Trains the steps on animals, and puts a network behind them that takes their features to three classes.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="makeNetwork">Makes the network, for a number of features.</param>
    public static TransformerChain<ITransformer> Complete(MLContext ml, IEstimator<ITransformer> steps, Func<int, DenseNetworkTransformer> makeNetwork)
    {
        var animals = Animals(ml);
        var fitted = steps.Fit(animals);
        var type = (VectorDataViewType)fitted.GetOutputSchema(animals.Schema)[Features].Type;
        return new TransformerChain<ITransformer>(fitted, makeNetwork(type.Size));
    }

    internal sealed class Animal
    {
        public string Kind { get; set; } = "";

        public float Weight { get; set; }

        public double Length { get; set; }

        [VectorType(3)]
        public float[] Sizes { get; set; } = [];

        [VectorType(2)]
        public double[] Marks { get; set; } = [];

        public int Legs { get; set; }

        public bool IsWild { get; set; }

        [VectorType(2)]
        public string[] Colours { get; set; } = [];

        public DateTime Born { get; set; }
    }
}
