namespace DenseNetworks.ML.Training;

/// <summary>Runs a training on a dedicated thread.</summary>
internal static class TrainingThread
{
    /// <summary>
    /// Runs a training and returns its result, or rethrows its exception. It receives the number of threads to use, at least 1.
    /// </summary>
    public static T Run<T>(TrainingBackend backend, Func<int, T> train)
    {
        if (OperatingSystem.IsBrowser())
        {
            return train(1); // there are no threads to wait for
        }

        return Task.Factory.StartNew(
            () => backend == TrainingBackend.LibTorch ? LibTorchThreads.Run(train) : train(Environment.ProcessorCount),
            CancellationToken.None,
            TaskCreationOptions.LongRunning, // a dedicated thread
            TaskScheduler.Default).GetAwaiter().GetResult();
    }
}
