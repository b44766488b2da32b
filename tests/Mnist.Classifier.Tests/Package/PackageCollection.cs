using System.Diagnostics.CodeAnalysis;

namespace Mnist.Classifier.Tests.Package;

/// <summary>The tests of the packages share a feed, and run one after the other.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "It is a collection in xunit's sense.")]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>
{
    public const string Name = "The packages";
}
