using System.Buffers.Binary;
using System.Text;
using DenseNetworks.ML.MLNet.Schemas;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Support.Zips;
using Testing;

namespace Mnist.Classifier.Tests.Loading;

/// <summary>The schema of the input, as ML.NET stores it in a model: read as ML.NET reads it, but from anyone.</summary>
public sealed class StoredSchemaTests
{
    private const int HeaderSize = 256;

    private static readonly byte[] Everything = Save(MakeSchema());

    [Fact]
    public void Every_type_and_value_that_MLNet_stores_comes_back()
    {
        var read = SchemaReader.Read(Everything);

        read.Select(column => (column.Name, column.Type)).Should()
            .Equal(MakeSchema().Select(column => (column.Name, column.Type)));
        Save(read).Should().Equal(Everything, "all values of all annotations are in these bytes");
    }

    [Fact]
    public void The_schema_of_images_comes_back_with_the_names_of_their_pixels()
    {
        var stored = SmallModel.Parts.Single(part => part.Name == SmallModel.Schema).Content;

        var read = SchemaReader.Read(stored);

        VBuffer<ReadOnlyMemory<char>> names = default;
        read["Pixels"].GetSlotNames(ref names);
        names.Length.Should().Be(784);
        names.GetItemOrDefault(783).ToString().Should().NotBeEmpty();
        Save(read).Should().Equal(stored);
    }

    [Fact]
    public void A_schema_without_columns_is_one() => SchemaReader.Read(WithTable(columnCount: 0, [])).Should().BeEmpty();

    [Fact]
    public void Types_inside_types_without_an_end_do_not_end_the_process()
    {
        var definition = Encoding.UTF8.GetBytes("\u0007VBuffer\u0000");
        var types = Enumerable.Repeat(definition, 200_000).SelectMany(bytes => bytes).ToArray();

        ShouldBeRefused(WithTable(columnCount: 1, [1, (byte)'a', .. types]), "unknown type 'VBuffer'");
    }

    [Fact]
    public void A_type_that_MLNet_has_not_is_not_looked_for() =>
        ShouldBeRefused(
            WithTable(columnCount: 1, [1, (byte)'a', .. Text("Evil.Type, Evil.Assembly"), 0]), "unknown type 'Evil.Type");

    [Theory]
    [InlineData(-1)]
    [InlineData(4_097)]
    [InlineData(int.MaxValue)]
    public void A_number_of_columns_beyond_reason_is_refused(int count) =>
        ShouldBeRefused(WithTable(count, []), $"claims {count} columns");

    [Theory]
    [InlineData(new[] { 65_536, 65_536 })]
    [InlineData(new[] { -1 })]
    [InlineData(new[] { -1, -1 })]
    public void A_vector_that_cannot_be_is_refused(int[] dimensions)
    {
        byte[] parameters = [.. Text("Byte"), 0, .. Bytes(dimensions.Length), .. dimensions.SelectMany(Bytes)];

        ShouldBeRefused(WithTable(1, [1, (byte)'a', .. Text("VBuffer"), (byte)parameters.Length, .. parameters]), "dimensions");
    }

    [Fact]
    public void A_vector_of_dimensions_that_are_not_there_takes_no_memory() => ShouldBeRefused(
        WithTable(1, [1, (byte)'a', .. Text("VBuffer"), 10, .. Text("Byte"), 0, .. Bytes(int.MaxValue)]), "go beyond its end");

    [Fact]
    public void Annotations_that_unpack_to_more_than_is_read_are_refused() => ShouldBeRefused(
        WithAnnotation("TextSpan", compression: 1, ZipPart.Deflate(new byte[100 << 20])), "more than 4194304 bytes");

    [Theory]
    [InlineData(100_000, 0)] // the kind is read for each column that shares it
    [InlineData(1, 100_000)] // and so is the value
    public void Annotations_that_columns_share_are_no_bomb(int kindLength, int valueLength)
    {
        byte[] kind = [.. Size(kindLength), .. Enumerable.Repeat((byte)'k', kindLength)];
        byte[] value = [.. Enumerable.Repeat<byte[]>([0, 0, 0, 0xFF, 0xFF], valueLength / 5).SelectMany(block => block), .. ZipPart.Deflate([1])];
        byte[] start = [1, .. kind, .. Text("Byte"), 0, 1];
        const int ColumnCount = 100;
        var annotations = HeaderSize + (ColumnCount * 26);
        byte[] column = [1, (byte)'a', .. Text("Byte"), 0, 0, 0, .. BitConverter.GetBytes(0L), .. BitConverter.GetBytes((long)annotations)];
        column.Should().HaveCount(26);
        var offset = annotations + start.Length + sizeof(long) + Size(value.Length).Length;
        var schema = WithTable(ColumnCount,
        [
            .. Enumerable.Repeat(column, ColumnCount).SelectMany(bytes => bytes),
            .. start, .. BitConverter.GetBytes((long)offset), .. Size(value.Length), .. value,
        ]);

        ShouldBeRefused(schema, "its annotations have more than 4194304 bytes");
    }

    [Fact]
    public void Texts_that_are_not_there_are_refused()
    {
        ShouldBeRefused(WithAnnotation("TextSpan", 0, [.. Bytes(int.MaxValue)]), "claims 2147483647 texts");
        ShouldBeRefused(WithAnnotation("TextSpan", 0, [.. Bytes(1), .. Bytes(5), 1, (byte)'a']), "said to end at 5");
        ShouldBeRefused(WithAnnotation("TextSpan", 0, [.. Bytes(1), .. Bytes(0), 1, (byte)'a']), "belong to no text");
        ShouldBeRefused(WithAnnotation("TextSpan", 0, [.. Bytes(1), .. Bytes(1), 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]), "a size of");
        ShouldBeRefused(
            WithAnnotation("TextSpan", 0, [.. Bytes(1), .. Bytes(1), 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), "without an end");
        ShouldBeRefused(WithAnnotation("TextSpan", 7, [.. Bytes(1)]), "unknown method 7");
        ShouldBeRefused(WithAnnotation("TextSpan", 1, [0xFF, 0xFF]), "cannot be unpacked");
    }

    [Fact]
    public void Times_that_cannot_be_are_refused()
    {
        ShouldBeRefused(WithAnnotation("DateTime", 0, BitConverter.GetBytes(long.MaxValue)), "a time of");
        ShouldBeRefused(
            WithAnnotation("DateTimeOffset", 0, [0xFF, 0x7F, .. BitConverter.GetBytes(1L)]), "a time that there is not");
    }

    [Property(MaxTest = 1_000)]
    public void Flipped_bytes_are_a_schema_or_are_refused(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        var bytes = (byte[])Everything.Clone();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            bytes[random.Next(5) == 0 ? random.Next(56) : random.Next(HeaderSize, bytes.Length)] = (byte)random.Next(256);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        DataViewSchema read;
        try
        {
            read = SchemaReader.Read(bytes);
        }
        catch (InvalidDataException e)
        {
            e.Message.Should().StartWith("The schema of its input is damaged: ");
            return;
        }
        finally
        {
            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(64 << 20);
        }

        // What was read can be written, and read by ML.NET.
        Save(read).Should().NotBeEmpty();
    }

    private static void ShouldBeRefused(byte[] schema, string reason)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Loaded.ShouldBeRefused(SmallModel.WithContent(SmallModel.Schema, _ => schema), reason);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(64 << 20);
    }

    private static DataViewSchema MakeSchema()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Without annotations", TextDataViewType.Instance);
        builder.AddColumn("Keys", new KeyDataViewType(typeof(uint), 3), Annotate(annotations =>
        {
            annotations.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, 3), Get(
                new VBuffer<ReadOnlyMemory<char>>(3, ["größer".AsMemory(), default, "三".AsMemory()])));
            annotations.Add("Times", new VectorDataViewType(DateTimeDataViewType.Instance, 2), Get(
                new VBuffer<DateTime>(2, [DateTime.MinValue, DateTime.MaxValue])));
        }));
        builder.AddColumn("Rank 3", new VectorDataViewType(NumberDataViewType.Single, 4, 5, 6), Annotate(annotations =>
        {
            annotations.Add("Sparse", new VectorDataViewType(NumberDataViewType.Double, 1_000), Get(
                new VBuffer<double>(1_000, 2, [1.5, double.NaN], [7, 999])));
            annotations.Add("Bits", new VectorDataViewType(BooleanDataViewType.Instance), Get(
                new VBuffer<bool>(11, [.. Odd(11)])));
            annotations.Add("Names", new VectorDataViewType(TextDataViewType.Instance, 120), Get(
                new VBuffer<ReadOnlyMemory<char>>(120, [.. Enumerable.Range(0, 120).Select(i => $"name {i}".AsMemory())])));
        }));
        builder.AddColumn("Scalars", new VectorDataViewType(new KeyDataViewType(typeof(byte), 200)), Annotate(AddScalars));
        return builder.ToSchema();
    }

    private static void AddScalars(DataViewSchema.Annotations.Builder annotations)
    {
        annotations.Add("SByte", NumberDataViewType.SByte, Get((sbyte)-1));
        annotations.Add("Byte", NumberDataViewType.Byte, Get((byte)1));
        annotations.Add("Int16", NumberDataViewType.Int16, Get((short)-2));
        annotations.Add("UInt16", NumberDataViewType.UInt16, Get((ushort)2));
        annotations.Add("Int32", NumberDataViewType.Int32, Get(-3));
        annotations.Add("UInt32", NumberDataViewType.UInt32, Get(3u));
        annotations.Add("Int64", NumberDataViewType.Int64, Get(-4L));
        annotations.Add("UInt64", NumberDataViewType.UInt64, Get(4UL));
        annotations.Add("Single", NumberDataViewType.Single, Get(0.1f));
        annotations.Add("Double", NumberDataViewType.Double, Get(0.1));
        annotations.Add("Boolean", BooleanDataViewType.Instance, Get(true));
        annotations.Add("Text", TextDataViewType.Instance, Get("text".AsMemory()));
        annotations.Add("Span", TimeSpanDataViewType.Instance, Get(TimeSpan.FromTicks(-5)));
        annotations.Add("Time", DateTimeDataViewType.Instance, Get(
            new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified)));
        annotations.Add("Offset", DateTimeOffsetDataViewType.Instance, Get(
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-5))));
        annotations.Add("Row", RowIdDataViewType.Instance, Get(new DataViewRowId(6, 7)));
        annotations.Add("Key", new KeyDataViewType(typeof(ulong), ulong.MaxValue), Get(8UL));
    }

    private static DataViewSchema.Annotations Annotate(Action<DataViewSchema.Annotations.Builder> add)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        add(builder);
        return builder.ToAnnotations();
    }

    private static ValueGetter<T> Get<T>(T value) => (ref T destination) => destination = value;

    private static IEnumerable<bool> Odd(int count) => Enumerable.Range(0, count).Select(i => i % 2 == 1);

    private static byte[] Save(DataViewSchema schema)
    {
        var ml = new MLContext(seed: 1);
        using var zip = new MemoryStream();
        ml.Model.Save(new TransformerChain<ITransformer>(), schema, zip);
        return ZipBytes.Read(zip.ToArray()).Single(part => part.Name == SmallModel.Schema).Content;
    }

    // A schema with a table of columns of its own.
    private static byte[] WithTable(int columnCount, byte[] table)
    {
        byte[] bytes = [.. Everything[..HeaderSize], .. table, .. Everything[^8..]];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), HeaderSize);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), bytes.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(48), columnCount);
        return bytes;
    }

    // A column "a" of bytes with an annotation "k".
    private static byte[] WithAnnotation(string type, byte compression, byte[] value)
    {
        byte[] column = [1, (byte)'a', .. Text("Byte"), 0, 0, 0, .. BitConverter.GetBytes(0L)];
        byte[] start = [1, 1, (byte)'k', .. Text(type), 0, compression];
        var annotations = HeaderSize + column.Length + sizeof(long);
        var size = Size(value.Length);
        var offset = annotations + start.Length + sizeof(long) + size.Length;
        return WithTable(1,
        [
            .. column, .. BitConverter.GetBytes((long)annotations),
            .. start, .. BitConverter.GetBytes((long)offset), .. size, .. value,
        ]);
    }

    // In groups of seven bits, the lowest first.
    private static byte[] Size(int size)
    {
        var bytes = new List<byte>();
        for (; size >= 128; size >>= 7)
        {
            bytes.Add((byte)(size | 128));
        }

        return [.. bytes, (byte)size];
    }

    private static byte[] Bytes(int value) => BitConverter.GetBytes(value);

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
