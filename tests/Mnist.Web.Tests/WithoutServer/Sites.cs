using Mnist.Web.Tests.Browser;

namespace Mnist.Web.Tests.WithoutServer;

/// <summary>The page is published once for all tests of it.</summary>
[CollectionDefinition(Name)]
public sealed class Sites : ICollectionFixture<SiteFixture>, ICollectionFixture<BrowserFixture>
{
    public const string Name = "Without a server";
}
