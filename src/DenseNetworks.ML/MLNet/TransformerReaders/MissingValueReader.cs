using DenseNetworks.IO;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>Reads ML.NET's ReplaceMissingValues: columns, and for each a number, or one for each slot, with its type before it.</summary>
internal static class MissingValueReader
{
    // What describes the type of a vector: that of its slots, the number of its dimensions, 1, and the size of that one.
    private const int VectorDescriptionSize = 1 + 6 + 1 + sizeof(int) + sizeof(int);

    private const int IsDense = -1;

    public static StepFormat Format { get; } = new("NAReplaceTransform", "NAREP\0TF", 0x00010002);

    // There is no constructor for numbers that are known already. So it is trained, to the mean of one row that has the numbers.
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
                throw new FormatException($"it replaces what is missing in the column '{Printable.Of(input)}' in two ways, which is not read here");
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

        var numbers = name is nameof(Single) or nameof(Double) && descriptionSize == (isVector ? VectorDescriptionSize : 0) && count > 0
            ? content.ReadNumbers(count, name == nameof(Double))
            : throw new FormatException($"it has {count} values of the type '{Printable.Of(name)}', which are not read here");
        return numbers.All(double.IsFinite)
            ? (isVector, name == nameof(Double), numbers)
            : throw new FormatException("it replaces what is missing by what is not finite");
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
