using System.Diagnostics.CodeAnalysis;

namespace Mnist.Classifier.Tests.Package;

/// <summary>The tests of the package share one, and run one after the other.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "It is a collection in xunit's sense.")]
public sealed class PackageCollection : ICollectionFixture<PackedLibrary>
{
    public const string Name = "The package";
}
