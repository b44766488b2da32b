namespace Mnist.Classifier.Benchmarks;

/// <summary>A group of measurements that belong together.</summary>
internal interface ISuite
{
    /// <summary>Gets the name on the command line and in the results.</summary>
    string Name { get; }

    /// <summary>Gets what is measured, in one line.</summary>
    string Description { get; }

    /// <summary>Measures.</summary>
    /// <param name="bench">The data and the number of threads.</param>
    /// <param name="report">Receives the results.</param>
    void Run(Bench bench, SuiteReport report);
}
