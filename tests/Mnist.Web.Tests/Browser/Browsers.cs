namespace Mnist.Web.Tests.Browser;

/// <summary>One browser for all tests that need one, which run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Browsers : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
