using Testing;

namespace Mnist.Classifier.Tests;

/// <summary>Runs the suites of <c>Mnist.Classifier.Reliability</c> that take no longer than a test.</summary>
public sealed class ReliabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("special-files")]
    [InlineData("disks")]
    public void Every_promise_of_a_suite_is_kept(string suite) =>
        DotNet.Run(_folder.Path, Repository.ReliabilityProgram, suite, "--quick").Should().EndWith("Every promise was kept.");
}
