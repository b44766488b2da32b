namespace Mnist.Classifier.Reliability;

/// <summary>A group of promises that belong together.</summary>
internal interface ISuite
{
    /// <summary>Gets the name on the command line.</summary>
    string Name { get; }

    /// <summary>Gets what is tried, in one line.</summary>
    string Description { get; }

    /// <summary>Tries to break the promises.</summary>
    /// <param name="trial">Where to put files, and how often to try.</param>
    /// <param name="report">Takes what was promised and what was seen.</param>
    void Run(Trial trial, Report report);
}
