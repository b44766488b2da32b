using System.Globalization;
using System.Text;
using DenseNetworks.ML.Scoring;
using DenseNetworks.Models;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Support;

namespace Mnist.Classifier.Tests.Scoring;

/// <summary>The values behind a label's keys, as docs/model-format.md has them: a type, a count, and each value.</summary>
public sealed class ClassLabelsTests
{
    [Theory]
    [InlineData(1, new byte[] { 3, (byte)'o', (byte)'n', (byte)'e' }, "one")]
    [InlineData(2, new byte[] { 1 }, "True")]
    [InlineData(2, new byte[] { 0 }, "False")]
    [InlineData(3, new byte[] { 0xFF }, "-1")]
    [InlineData(4, new byte[] { 0xFF }, "255")]
    [InlineData(5, new byte[] { 0xFE, 0xFF }, "-2")]
    [InlineData(6, new byte[] { 0xFE, 0xFF }, "65534")]
    [InlineData(7, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, "-2")]
    [InlineData(8, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, "4294967294")]
    [InlineData(9, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "-2")]
    [InlineData(10, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "18446744073709551614")]
    [InlineData(11, new byte[] { 0, 0, 0xC0, 0x3F }, "1.5")]
    [InlineData(12, new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, "1.5")]
    public void A_value_of_each_type_is_read_named_and_written_again(byte code, byte[] value, string name)
    {
        byte[] stored = [code, 2, 0, 0, 0, .. value, .. value];

        var labels = Read(stored)!;

        labels.Count.Should().Be(2);
        NamesIn("de-DE", labels).Should().Equal(name, name);
        Write(labels).Should().Equal(stored);
    }

    [Fact]
    public void That_there_are_none_is_one_byte()
    {
        Write(null).Should().Equal(0);
        Read([0]).Should().BeNull();
    }

    [Theory]
    [InlineData(13)]
    [InlineData(255)]
    public void An_unknown_type_is_told_by_its_number(byte code) => MessageOf([code, 1, 0, 0, 0, 1])
        .Should().Be($"The model's class labels have the unknown type {code}. Use a newer version of this library.");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Values_that_are_cut_off_anywhere_are_damaged(byte code)
    {
        byte[] stored = [code, 1, 0, 0, 0, 3, 65, 66, 67];
        foreach (var length in Enumerable.Range(0, stored.Length))
        {
            MessageOf(stored[..length]).Should().MatchRegex(
                "^The model('s class labels are damaged or cut off| claims 1 class labels).* Copy or train it again\\.$", $"of {length} bytes");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)] // there are three
    [InlineData(int.MinValue)]
    public void A_number_of_values_that_cannot_be_is_told(int count) =>
        MessageOf([2, .. BitConverter.GetBytes(count), 1, 0, 1]).Should().StartWith($"The model claims {count} class labels; 1 to ");

    [Fact]
    public void Labels_that_stand_for_the_same_are_equal()
    {
        var check = () =>
        {
            ClassLabels.CheckEqual(Text("a", "b"), Text("a", "b"));
            ClassLabels.CheckEqual(Text("a", "b"), null);
            ClassLabels.CheckEqual(null, Text("a", "b"));
            ClassLabels.CheckEqual(null, null);
        };

        check.Should().NotThrow();
    }

    [Theory]
    [InlineData("a,b,c", "a,c,b", "Key 2 of the label is 'b' in the data and 'c' in the ValidationSet. Map both to keys by the same fitted transformer.")]
    [InlineData("a,b,c", "b,a,c", "Key 1 of the label is 'a' in the data and 'b' in the ValidationSet.*")]
    public void Labels_that_stand_for_others_are_told_by_the_first_that_differs(string training, string validation, string message)
    {
        var check = () => ClassLabels.CheckEqual(Text(training.Split(',')), Text(validation.Split(',')));

        check.Should().Throw<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public void A_claim_of_many_values_costs_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        MessageOf([12, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 0, 0]).Should().StartWith("The model claims 2147483647 class labels");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000_000);
    }

    [Fact]
    public void A_type_that_cannot_be_stored_is_named_with_the_column()
    {
        var require = () => ClassLabels.RequireStorable("Species", TimeSpanDataViewType.Instance);

        require.Should().Throw<NotSupportedException>()
            .WithMessage("The key values of label column 'Species' are of type TimeSpan, which a model cannot store.*");
    }

    [Fact]
    public void Another_number_of_names_than_of_classes_is_no_model()
    {
        var make = () => Transformers.Of(Networks.Random(1, 2, 3), classNames: ["two", "names"]);

        make.Should().Throw<InvalidDataException>()
            .WithMessage("The model has 2 class labels for 3 classes. Copy or train it again.");
    }

    private static ClassValues Text(params string[] names) =>
        Read([1, .. BitConverter.GetBytes(names.Length), .. names.SelectMany(name => (byte[])[(byte)name.Length, .. Encoding.ASCII.GetBytes(name)])])!;

    private static List<string> NamesIn(string culture, ClassValues labels)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return [.. labels.GetNames()];
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static byte[] Write(ClassValues? labels)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        ClassValues.Write(writer, labels);
        writer.Flush();
        return stream.ToArray();
    }

    private static ClassValues? Read(byte[] stored) => ClassValues.Read(new BinaryReader(new MemoryStream(stored)));

    private static string MessageOf(byte[] stored) => Assert.Throws<InvalidDataException>(() => Read(stored)).Message;
}
