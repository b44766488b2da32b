using System.CommandLine;
using DenseNetworks;

namespace Mnist.Cli.Commands;

/// <summary>The option for the backend of a training.</summary>
internal static class BackendOption
{
    private static readonly Dictionary<string, TrainingBackend> Backends = new(StringComparer.OrdinalIgnoreCase)
    {
        ["automatic"] = TrainingBackend.Automatic,
        ["libtorch"] = TrainingBackend.LibTorch,
        ["managed"] = TrainingBackend.Managed,
    };

    public static Option<string> Create()
    {
        var option = new Option<string>("--backend")
        {
            HelpName = string.Join('|', Backends.Keys),
            Description = "What multiplies the matrices: libtorch, managed code, or automatic: libtorch if there is one.",
            DefaultValueFactory = _ => "automatic",
        };
        option.CompletionSources.Add([.. Backends.Keys]);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && !Backends.ContainsKey(name))
            {
                result.AddError($"There is no backend '{name}'. There are {string.Join(", ", Backends.Keys)}.");
            }
        });
        return option;
    }

    /// <summary>Returns the backend of an option value.</summary>
    public static TrainingBackend Read(string name) => Backends[name];

    /// <summary>Returns the option value of a backend, or null for none.</summary>
    public static string? NameOf(TrainingBackend? backend) =>
        backend is { } known ? Backends.First(entry => entry.Value == known).Key : null;
}
