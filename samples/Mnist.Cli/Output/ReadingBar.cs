using Mnist.Classifier;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>A bar that moves with each file that is read; none before the first, for tables have none.</summary>
/// <param name="context">Where it moves, or null for nowhere.</param>
/// <param name="description">What stands before it.</param>
internal sealed class ReadingBar(ProgressContext? context, string description) : IProgress<ImageFolderProgress>
{
    private ProgressTask? _bar;

    public void Report(ImageFolderProgress value)
    {
        if (context is null)
        {
            return;
        }

        _bar ??= context.AddTask(description, maxValue: value.FileCount);
        _bar.Value = value.FilesRead;
    }
}
