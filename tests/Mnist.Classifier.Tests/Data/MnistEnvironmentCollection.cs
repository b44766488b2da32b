using System.Diagnostics.CodeAnalysis;

namespace Mnist.Classifier.Tests.Data;

/// <summary>Tests that change the environment of the process, so that no other test may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[SuppressMessage("Naming", "CA1711", Justification = "It is a collection in xunit's sense.")]
public sealed class MnistEnvironmentCollection
{
    public const string Name = "Changes the environment";
}
