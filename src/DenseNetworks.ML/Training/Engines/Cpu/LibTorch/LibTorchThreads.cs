using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Restricts libtorch to the thread of a training, which divides the work itself.</summary>
/// <remarks>
/// libtorch has a number of threads per process, which each thread copies when it first uses libtorch. While trainings run, the
/// number is 1; it is read before the first and restored after the last. Threads that have used libtorch before keep their
/// number. A thread that uses it for the first time meanwhile is restricted to 1 permanently.
/// </remarks>
internal static class LibTorchThreads
{
    private static readonly object Gate = new();
    private static int s_running;
    private static int s_threadCount;

    /// <summary>Runs a training on this thread.</summary>
    /// <param name="train">The training, which receives the number of threads to use, at least 1.</param>
    public static T Run<T>(Func<int, T> train)
    {
        lock (Gate)
        {
            s_threadCount = s_running++ == 0 ? torch.get_num_threads() : s_threadCount;
            torch.set_num_threads(1);
        }

        try
        {
            return train(Math.Min(s_threadCount, Environment.ProcessorCount)); // which respects the limits of a container
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
