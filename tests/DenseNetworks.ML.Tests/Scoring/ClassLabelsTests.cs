using System.Text;
using DenseNetworks.ML.Scoring;
using DenseNetworks.Models;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Scoring;

/// <summary>The values behind the keys of a label, in training and in the columns of scores.</summary>
public sealed class ClassLabelsTests
{
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
    [InlineData("a,b,c", "a,c,b", "Key 2 of the label is 'b' in the data but 'c' in the ValidationSet. Map both to keys with the same fitted transformer.")]
    [InlineData("a,b,c", "b,a,c", "Key 1 of the label is 'a' in the data but 'b' in the ValidationSet.*")]
    public void Labels_that_stand_for_others_are_told_by_the_first_that_differs(string training, string validation, string message)
    {
        var check = () => ClassLabels.CheckEqual(Text(training.Split(',')), Text(validation.Split(',')));

        check.Should().Throw<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public void A_type_that_cannot_be_stored_is_named_with_the_column()
    {
        var require = () => ClassLabels.RequireStorable("Species", RowIdDataViewType.Instance);

        require.Should().Throw<NotSupportedException>()
            .WithMessage("The key values of label column 'Species' are of type DataViewRowId, which cannot be saved.*");
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

    private static ClassValues? Read(byte[] stored) => ClassValues.Read(new BinaryReader(new MemoryStream(stored)));
}
