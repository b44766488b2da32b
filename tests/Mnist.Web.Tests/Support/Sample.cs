using System.Reflection;

namespace Mnist.Web.Tests.Support;

/// <summary>The sources of the page.</summary>
internal static class Sample
{
    public static string Folder { get; } = typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "SampleFolder").Value!;
}
