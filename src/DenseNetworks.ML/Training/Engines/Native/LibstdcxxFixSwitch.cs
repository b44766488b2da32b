namespace DenseNetworks.ML.Training.Native;

/// <summary>Lets a user forbid what <see cref="OlderLibstdcxx"/> does, as .NET's own switches are set.</summary>
internal static class LibstdcxxFixSwitch
{
    /// <summary>The name for <see cref="AppContext"/>, in an app's runtime configuration or code. It is asked first.</summary>
    public const string Name = "DenseNetworks.ML.DisableLibstdcxxFix";

    /// <summary>The environment variable: <c>1</c> and <c>true</c> are yes, anything else is no.</summary>
    public const string Variable = "MNIST_CLASSIFIER_DISABLE_LIBSTDCXX_FIX";

    /// <summary>Gets a value indicating whether the user forbids it.</summary>
    public static bool IsOff => AppContext.TryGetSwitch(Name, out var isOff)
        ? isOff
        : Environment.GetEnvironmentVariable(Variable)?.Trim() is { } value
            && (value == "1" || value.Equals(bool.TrueString, StringComparison.OrdinalIgnoreCase));
}
