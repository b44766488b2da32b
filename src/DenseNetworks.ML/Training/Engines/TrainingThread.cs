namespace DenseNetworks.ML.Training;

/// <summary>Runs a training in a thread of its own.</summary>
internal static class TrainingThread
{
    /// <summary>Runs a training and returns what it returns, or throws what it throws.</summary>
    /// <param name="backend">What computes it.</param>
    /// <param name="train">The training, given the number of threads to share its work out to, at least 1.</param>
    public static T Run<T>(TrainingBackend backend, Func<int, T> train)
    {
        if (OperatingSystem.IsBrowser())
        {
            return train(1); // there are no threads, and nothing can be waited for
        }

        return Task.Factory.StartNew(
            () => backend == TrainingBackend.LibTorch ? LibTorchThreads.Run(train) : train(Environment.ProcessorCount),
            CancellationToken.None,
            TaskCreationOptions.LongRunning, // a thread of its own
            TaskScheduler.Default).GetAwaiter().GetResult();
    }
}
