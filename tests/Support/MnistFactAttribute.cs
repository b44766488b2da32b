namespace Testing;

/// <summary>A test that needs the four real MNIST files, in the folder that MNIST_DATA_DIR names.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MnistFactAttribute : FactAttribute
{
    public const string Variable = "MNIST_DATA_DIR";

    public MnistFactAttribute()
    {
        if (string.IsNullOrEmpty(Directory))
        {
            Skip = $"Needs the real MNIST: set {Variable} to the folder with the four IDX files.";
        }
    }

    public static string Directory => Environment.GetEnvironmentVariable(Variable) ?? "";
}
