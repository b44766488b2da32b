using DenseNetworks.IO;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>
/// Reads ReplaceMissingValues: columns, and for each the type of the replacement and its value, or one value per slot.
/// </summary>
internal static class MissingValueReader
{
    // The size of the description of a vector type: the type of its slots, the number of dimensions, 1, and the size of that
    // dimension.
    private const int VectorDescriptionSize = 1 + 6 + 1 + sizeof(int) + sizeof(int);

    private const int IsDense = -1;

    public static StepFormat Format { get; } = new("NAReplaceTransform", "NAREP\0TF", 0x00010002);

    // There is no constructor that takes known values. So the transformer is trained to the mean of one row with these values.
    public static ITransformer Read(IHostEnvironment env, StepContent content)
    {
        var pairs = content.ReadColumnPairs();
        var row = new ArrayDataViewBuilder(env);
        var columns = new Dictionary<string, double[]>();
        foreach (var (_, input) in pairs)
        {
            var (isVector, isDouble, numbers) = ReadNumbers(content);
            if (columns.TryAdd(input, numbers))
            {
                AddColumn(row, input, isVector, isDouble, numbers);
            }
            else if (!numbers.SequenceEqual(columns[input]))
            {
                throw new FormatException(
                    $"it replaces missing values of column '{Printable.Of(input)}' in two ways, which is not supported");
            }
        }

        return new TransformsCatalog(env).ReplaceMissingValues(
            [.. pairs.Select(pair => new InputOutputColumnPair(pair.Output, pair.Input))],
            MissingValueReplacingEstimator.ReplacementMode.Mean).Fit(row.GetDataView());
    }

    private static (bool IsVector, bool IsDouble, double[] Numbers) ReadNumbers(StepContent content)
    {
        var name = content.ReadTypeName();
        var descriptionSize = content.Reader.ReadByte();
        var isVector = name == "VBuffer";
        var count = 1;
        if (isVector)
        {
            name = content.ReadTypeName();
            content.ExpectNoDetails();
            content.Expect(1);
            count = content.Reader.ReadInt32();
            content.Expect(1);
            content.Expect(count);
            content.Expect(IsDense);
            content.Expect(0);
        }

        var isSupported = name is nameof(Single) or nameof(Double)
            && descriptionSize == (isVector ? VectorDescriptionSize : 0) && count > 0;
        var numbers = isSupported
            ? content.ReadNumbers(count, name == nameof(Double))
            : throw new FormatException($"it has {count} values of the type '{Printable.Of(name)}', which are not supported");
        return numbers.All(double.IsFinite)
            ? (isVector, name == nameof(Double), numbers)
            : throw new FormatException("it replaces missing values by a value that is not finite");
    }

    private static void AddColumn(ArrayDataViewBuilder row, string name, bool isVector, bool isDouble, double[] numbers)
    {
        var singles = Array.ConvertAll(numbers, number => (float)number);
        switch ((isVector, isDouble))
        {
            case (true, true): row.AddColumn(name, NumberDataViewType.Double, [numbers]); break;
            case (true, false): row.AddColumn(name, NumberDataViewType.Single, [singles]); break;
            case (false, true): row.AddColumn(name, NumberDataViewType.Double, numbers); break;
            default: row.AddColumn(name, NumberDataViewType.Single, singles); break;
        }
    }
}
