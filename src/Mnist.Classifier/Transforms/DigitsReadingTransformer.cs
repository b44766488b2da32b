using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Mnist.Classifier.Transforms;
using Mnist.Digits;

[assembly: LoadableClass(
    typeof(DigitsReadingTransformer), null, typeof(SignatureLoadModel),
    "Digits reading", DigitsReadingColumns.Kind)]

namespace Mnist.Classifier.Transforms;

/// <summary>
/// Reads all digits in pictures with the model in the package. Saves and loads with <see cref="ModelOperationsCatalog"/>. Immutable and safe
/// for use from many threads.
/// </summary>
internal sealed class DigitsReadingTransformer : ITransformer
{
    // Left, top, width, height.
    private const int BoundsLength = 4;

    // Of a digit that is not sure.
    private const int NoDigit = -1;

    private readonly IHost _host;
    private readonly RowMapping _mapping;
    private readonly DigitsReadingColumns _columns;

    public DigitsReadingTransformer(IHostEnvironment env, DigitsReadingColumns columns)
    {
        _host = env.Register(nameof(DigitsReadingTransformer));
        _mapping = new RowMapping(_host, Bind);
        _columns = columns;
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>Reads a saved transformer. ML.NET finds this method by its name and parameters.</summary>
    public static DigitsReadingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new DigitsReadingTransformer(env, DigitsReadingColumns.Read(ctx.Content()));
    }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _mapping.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _mapping.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _mapping.GetRowToRowMapper(inputSchema);

    // *** Binary format ***
    // string id: column of digits
    // string id: column of paths
    // string id: folder, or null
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.SaveNonEmptyString(_columns.Digits);
        ctx.SaveNonEmptyString(_columns.Path);
        ctx.SaveStringOrNull(_columns.Folder);
    }

    private Mapper Bind(DataViewSchema schema)
    {
        var path = schema.Require(_host, "input", _columns.Path, "Text", type => type == TextDataViewType.Instance);
        return new Mapper(this, path);
    }

    private static VersionInfo GetVersionInfo() => DigitsReadingColumns.Format.ToVersionInfo(typeof(DigitsReadingTransformer));

    private sealed class Mapper(DigitsReadingTransformer transformer, DataViewSchema.Column path)
        : RowMapper(transformer, path.Index, MakeOutputColumns(transformer._columns))
    {
        protected override Delegate[] CreateGetters(DataViewRow row, DataViewSchema.Column inputColumn)
        {
            var columns = transformer._columns;
            var picture = new PictureRow<DigitsInPicture>(
                row, inputColumn, columns.Path, columns.Folder, DigitReader.LoadPretrained().ReadAll);
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
