using System.Diagnostics.CodeAnalysis;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>Tests that look at the memory of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[SuppressMessage("Naming", "CA1711", Justification = "It is a collection in xunit's sense.")]
public sealed class NativeMemoryCollection
{
    public const string Name = "Looks at the memory of the process";
}
