using Mnist.Classifier;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>A bar that moves with what is done; none before the first, for tables have none.</summary>
/// <param name="context">Where it moves, or null for nowhere.</param>
/// <param name="description">What stands before it.</param>
internal sealed class WorkBar(ProgressContext? context, string description) : IProgress<ImageFolderProgress>
{
    private ProgressTask? _bar;

    public void Report(ImageFolderProgress value) => Set(value.FilesRead, value.FileCount);

    /// <summary>Shows how much of how much is done.</summary>
    public void Set(int done, int count)
    {
        if (context is null)
        {
            return;
        }

        _bar ??= context.AddTask(description, maxValue: count);
        _bar.Value = done;
    }
}
