using System.Buffers.Binary;
using DenseNetworks.ML.MLNet.TransformerReaders;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Loading;

/// <summary>Steps of ML.NET's own that are damaged or chosen to do harm.</summary>
public sealed class HostileStepTests
{
    private const long MostBytes = 16 << 20;

    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Names => UsualPipelineTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_number_that_is_wrong_is_refused_or_harmless_and_takes_no_memory(string name)
    {
        var parts = Parts(name);
        foreach (var (at, part) in parts.Index().Where(pair => IsStep(pair.Item) && pair.Item.Content.AsSpan().IndexOf("DNET"u8) < 0))
        {
            var content = ContentOf(part.Content);
            foreach (var number in new[] { int.MaxValue, 0x00FFFFFF })
            {
                for (var offset = content.Start.Value; offset <= content.End.Value - sizeof(int); offset++)
                {
                    byte[] changed = [.. part.Content];
                    BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(offset), number);

                    Load(ZipBytes.Write([.. parts[..at], part with { Content = changed, Method = 0 }, .. parts[(at + 1)..]]))
                        .Should().BeLessThan(MostBytes, "{0} at {1} of {2}", number, offset, part.Name);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_part_that_is_missing_is_named(string name)
    {
        var parts = Parts(name);
        foreach (var part in parts.Where(IsStep))
        {
            var load = () => _ml.Model.LoadDenseNetwork(new MemoryStream(ZipBytes.Write(parts.Where(other => other != part))));

            load.Should().Throw<InvalidDataException>().WithMessage($"*It has no '{part.Name}'*Copy or save it again.");
        }
    }

    [Fact]
    public void Keys_that_are_chosen_to_make_reading_slow_are_refused()
    {
        // Multiples of the size of a table all fall into its first place.
        var values = _ml.Data.LoadFromEnumerable(Enumerable.Range(1, 6000).Select(i => new Value { Number = i * 10949 }).ToList());
        var steps = _ml.Transforms.Conversion.MapValueToKey("Key", nameof(Value.Number)).Fit(values);
        using var zip = new MemoryStream();
        _ml.Model.Save(new TransformerChain<ITransformer>(steps, Transformers.Of(Networks.Random(1, 2, 3))), values.Schema, zip);

        Load(zip.ToArray()).Should().BeLessThan(MostBytes);
        _ml.Invoking(ml => ml.Model.LoadDenseNetwork(new MemoryStream(zip.ToArray()))).Should().Throw<InvalidDataException>()
            .WithMessage("*the hashes of its key values collide, which would make reading slow*");
    }

    [Fact]
    public void Texts_whose_hashes_are_alike_are_refused()
    {
        var check = (int count) => KeyHashes.CheckTexts([.. Enumerable.Repeat(7u, count)]);

        check.Invoking(c => c(100)).Should().NotThrow();
        check.Invoking(c => c(101)).Should().Throw<FormatException>();
    }

    // Returns how many bytes were allocated.
    private long Load(byte[] zip)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            _ml.Model.LoadDenseNetwork(new MemoryStream(zip));
        }
        catch (InvalidDataException)
        {
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private List<ZipPart> Parts(string name)
    {
        using var zip = new MemoryStream();
        using var chain = UsualPipelines.Complete(
            _ml, UsualPipelines.Steps(_ml)[name], size => Transformers.Of(Networks.Random(1, size, 3), classNames: ["cat", "dog", "cow"]));
        _ml.Model.Save(chain, inputSchema: null, zip);
        return ZipBytes.Read(zip.ToArray());
    }

    private static bool IsStep(ZipPart part) => part.Name.EndsWith("Model.key", StringComparison.Ordinal);

    // Behind ML.NET's header, and before its texts.
    private static Range ContentOf(byte[] step) =>
        256..(256 + (int)BinaryPrimitives.ReadInt64LittleEndian(step.AsSpan(0x18)));

    private sealed class Value
    {
        public int Number { get; set; }
    }
}
