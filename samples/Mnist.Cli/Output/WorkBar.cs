using Mnist.Classifier;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>A progress bar, shown from the first report on, because reading tables has none.</summary>
/// <param name="context">Where it is shown, or null for nowhere.</param>
/// <param name="description">The text before it.</param>
internal sealed class WorkBar(ProgressContext? context, string description) : IProgress<ImageFolderProgress>
{
    private ProgressTask? _bar;

    public void Report(ImageFolderProgress value) => Set(value.FilesRead, value.FileCount);

    /// <summary>Shows the progress.</summary>
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
