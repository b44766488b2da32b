using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Has libtorch work alone in the thread of a training: the training shares out the work itself.</summary>
/// <remarks>
/// libtorch keeps a number of threads for the process, and each thread takes it over when it first uses libtorch. While a
/// training runs, the number is 1; a new thread reads it before the first and puts it back after the last. Threads that
/// used libtorch before keep the number that they have. One that does so for the first time meanwhile has 1, for good.
/// </remarks>
internal static class LibTorchThreads
{
    private static readonly object Gate = new();
    private static int s_running;
    private static int s_threadCount;

    /// <summary>Runs a training in this thread.</summary>
    /// <param name="train">The training, given the number of threads to share its work out to, at least 1.</param>
    public static T Run<T>(Func<int, T> train)
    {
        lock (Gate)
        {
            s_threadCount = s_running++ == 0 ? torch.get_num_threads() : s_threadCount;
            torch.set_num_threads(1);
        }

        try
        {
            return train(Math.Min(s_threadCount, Environment.ProcessorCount)); // which knows the limits of a container
        }
        finally
        {
            lock (Gate)
            {
                if (--s_running == 0)
                {
                    torch.set_num_threads(s_threadCount);
                }
            }
        }
    }
}
