using DenseNetworks.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The recipes that are measured.</summary>
internal static class Recipes
{
    /// <summary>Gets the default recipe.</summary>
    public static TrainingRecipe Default => TrainingRecipe.Fast;

    /// <summary>Gets the recipe of the Keras tutorial.</summary>
    public static TrainingRecipe Tutorial => TrainingRecipe.Tutorial;

    /// <summary>Gets a recipe by the name that a child is given.</summary>
    public static TrainingRecipe Named(string name) => name switch
    {
        nameof(Default) => Default,
        nameof(Tutorial) => Tutorial,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such recipe."),
    };
}
