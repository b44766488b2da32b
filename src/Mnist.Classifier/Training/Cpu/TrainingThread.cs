using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>
/// Runs a training in a thread of its own, in which libtorch works alone: the training shares out the work itself. The
/// number of threads that libtorch uses is one setting for the process and one for each thread, so the caller's own is
/// left as it is, and the process's is put back when the last training ends.
/// </summary>
internal static class TrainingThread
{
    private static readonly object Gate = new();
    private static int s_running;
    private static int s_threadCount;

    /// <summary>Runs a training and returns what it returns, or throws what it throws.</summary>
    /// <param name="train">The training, given the number of threads that libtorch would use.</param>
    public static T Run<T>(Func<int, T> train)
    {
        var threadCount = Enter();
        try
        {
            return Task.Factory.StartNew(
                () =>
                {
                    torch.set_num_threads(1);
                    return train(threadCount);
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning, // a thread of its own
                TaskScheduler.Default).GetAwaiter().GetResult();
        }
        finally
        {
            Leave();
        }
    }

    private static int Enter()
    {
        lock (Gate)
        {
            if (s_running++ == 0)
            {
                s_threadCount = torch.get_num_threads();
            }

            return s_threadCount;
        }
    }

    private static void Leave()
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
