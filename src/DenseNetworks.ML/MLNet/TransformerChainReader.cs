using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// Makes transformers of the steps that ML.NET saved, without ML.NET's reader and catalog of components: only of kinds that it
/// is told of, each by a function of ours. So nothing that the file names is looked up or loaded, and a program that only predicts
/// does not wait for ML.NET to list all that it has.
/// </summary>
/// <param name="env">The environment of the transformers.</param>
/// <param name="loaders">How to read each kind of transformer.</param>
internal sealed class TransformerChainReader(IHostEnvironment env, TransformerLoaders loaders)
{
    /// <exception cref="InvalidDataException">A step is damaged, or of a kind without a loader.</exception>
    public IReadOnlyList<ITransformer> Read(IEnumerable<SavedStep> steps) => [.. steps.Select(Read)];

    private ITransformer Read(SavedStep step)
    {
        var loader = loaders.Find(step.Kind) ?? throw new InvalidDataException(
            $"It has a step of the kind '{step.Kind}', which is not loaded here, where files of strangers are safe. If you know " +
            "where the file comes from, load it by mlContext.Model.Load.");
        return step.ReadContent(loader.Format, content => loader.Load(env, content));
    }
}
