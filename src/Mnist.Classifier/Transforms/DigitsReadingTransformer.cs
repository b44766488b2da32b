using DenseNetworks.ML.MLNet;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Mnist.Classifier.Transforms;
using Mnist.Digits;

[assembly: LoadableClass(
    typeof(DigitsReadingTransformer), null, typeof(SignatureLoadModel), "Digits reading", DigitsReadingColumns.Kind)]

namespace Mnist.Classifier.Transforms;

/// <summary>
/// The columns of the step that reads all digits in pictures, as it saves them. Relative paths start in the folder, if any.
/// </summary>
internal sealed record DigitsReadingColumns(string Digits, string Path, string? Folder)
{
    /// <summary>The name under which ML.NET finds the transformer of a saved step.</summary>
    public const string Kind = "DigitsReading";

    public static StepFormat Format { get; } = new(Kind, "DIGITALL", 0x00010001);

    public string Text => $"{Digits}.Text";

    public string Rows => $"{Digits}.Rows";

    public string Bounds => $"{Digits}.Bounds";

    public string Confidences => $"{Digits}.Confidences";
}

/// <summary>Reads all digits in pictures with the model in the package.</summary>
internal sealed class DigitsReadingTransformer(IHostEnvironment env, DigitsReadingColumns columns)
    : ColumnTransformer(env, DigitsReadingColumns.Format)
{
    private const int BoundsLength = 4; // left, top, width, height
    private const int NoDigit = -1;

    /// <summary>Reads a saved transformer. ML.NET finds this method by its name and parameters.</summary>
    public static DigitsReadingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(DigitsReadingColumns.Format.ToVersionInfo(typeof(DigitsReadingTransformer)));
        var content = ctx.Content();
        return new(env, new DigitsReadingColumns(content.ReadText(), content.ReadText(), content.ReadTextOrNull()));
    }

    public override SchemaShape GetOutputShape(SchemaShape inputShape)
    {
        PictureRow.RequirePath(inputShape, Host, columns.Path);
        return inputShape.With(
            Vector(columns.Digits, NumberDataViewType.Int32),
            Vector(columns.Rows, NumberDataViewType.Int32),
            Vector(columns.Bounds, NumberDataViewType.Int32),
            Vector(columns.Confidences, NumberDataViewType.Single),
            new(columns.Text, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, isKey: false));

        static SchemaShape.Column Vector(string name, DataViewType type) =>
            new(name, SchemaShape.Column.VectorKind.VariableVector, type, isKey: false);
    }

    // *** Binary format ***
    // string id: column of digits
    // string id: column of paths
    // string id: folder, or null
    protected override void SaveColumns(ModelSaveContext ctx)
    {
        ctx.SaveNonEmptyString(columns.Digits);
        ctx.SaveNonEmptyString(columns.Path);
        ctx.SaveStringOrNull(columns.Folder);
    }

    protected override RowMapper Bind(DataViewSchema schema) =>
        new Mapper(this, columns, PictureRow.RequirePath(schema, Host, columns.Path));

    private sealed class Mapper(ITransformer transformer, DigitsReadingColumns columns, DataViewSchema.Column path)
        : RowMapper(transformer, path.Index, MakeOutputColumns(columns))
    {
        protected override Delegate[] CreateGetters(DataViewRow row, DataViewSchema.Column inputColumn)
        {
            var picture = new PictureRow<DigitsInPicture>(
                row, inputColumn, columns.Folder, DigitReader.LoadPretrained().ReadAll);
            return
            [
                Vector(digit => digit.Prediction.IsDigit ? digit.Prediction.Digit : NoDigit),
                Vector(digit => digit.Row),
                (ValueGetter<VBuffer<int>>)GetBounds,
                Vector(digit => digit.Prediction.Confidence),
                (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> text) =>
                    text = string.Join('\n', picture.Load().Rows).AsMemory()),
            ];

            ValueGetter<VBuffer<T>> Vector<T>(Func<FoundDigit, T> get) => (ref VBuffer<T> destination) =>
            {
                var found = picture.Load();
                var editor = VBufferEditor.Create(ref destination, found.Count);
                for (var i = 0; i < found.Count; i++)
                {
                    editor.Values[i] = get(found[i]);
                }

                destination = editor.Commit();
            };

            void GetBounds(ref VBuffer<int> destination)
            {
                var found = picture.Load();
                var editor = VBufferEditor.Create(ref destination, BoundsLength * found.Count);
                for (var i = 0; i < found.Count; i++)
                {
                    var bounds = found[i].Bounds;
                    ReadOnlySpan<int> numbers = [bounds.Left, bounds.Top, bounds.Width, bounds.Height];
                    numbers.CopyTo(editor.Values[(BoundsLength * i)..]);
                }

                destination = editor.Commit();
            }
        }

        private static DataViewSchema.DetachedColumn[] MakeOutputColumns(DigitsReadingColumns columns) =>
        [
            new(columns.Digits, new VectorDataViewType(NumberDataViewType.Int32)),
            new(columns.Rows, new VectorDataViewType(NumberDataViewType.Int32)),
            new(columns.Bounds, new VectorDataViewType(NumberDataViewType.Int32, 0, BoundsLength)),
            new(columns.Confidences, new VectorDataViewType(NumberDataViewType.Single)),
            new(columns.Text, TextDataViewType.Instance),
        ];
    }
}
