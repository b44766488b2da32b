using System.Globalization;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Checkpoints;

public sealed class TrainingDescriptionTests
{
    private static readonly TrainingRecipe Everything = TrainingRecipe.Best with
    {
        Epochs = 7,
        Dropout = 0.5,
        WeightAveraging = 0.25,
        GradientClipping = 1.5,
        Distillation = new() { Teacher = Networks.Random(1, 2, 3) },
        EarlyStopping = new() { MinimumImprovement = 0.125 },
        Augmentation = new() { Rotation = 1.5, CustomChange = LeaveAlone },
    };

    private static void LeaveAlone(Span<float> pixels, int width, ulong seed)
    {
    }

    [Fact]
    public void Every_number_of_a_recipe_is_in_it()
    {
        var description = TrainingDescription.OfRecipe(Everything).ToDictionary();

        description.Keys.Should().BeEquivalentTo(typeof(TrainingRecipe).GetProperties()
            .Where(property => !property.GetMethod!.IsStatic).Select(property => property.Name));
        description["HiddenLayers"].Should().Be("[1536, 768]");
        description["EarlyStopping"].Should().Be("{ Patience = 3, Metric = ValidationLoss, MinimumImprovement = 0.125 }");
        description["Augmentation"].Should().Contain("Rotation = 1.5").And.Contain("TrainingDescriptionTests.LeaveAlone");
        description["GradientClipping"].Should().Be("1.5");
    }

    [Fact]
    public void Another_teacher_is_another_training()
    {
        var other = Everything with { Distillation = new() { Teacher = Networks.Random(2, 2, 3) } };

        TrainingDescription.Compare(TrainingDescription.OfRecipe(Everything).ToDictionary(), TrainingDescription.OfRecipe(other))
            .Should().ContainSingle().Which.Should().StartWith("Distillation was { Teacher = ");
    }

    [Fact]
    public void It_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var german = TrainingDescription.OfRecipe(Everything).ToList();
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

            german.Should().Equal(TrainingDescription.OfRecipe(Everything));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
