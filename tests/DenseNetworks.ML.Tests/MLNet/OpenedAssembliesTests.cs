using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Testing;

namespace DenseNetworks.ML.Tests.MLNet;

/// <summary>The copies of ML.NET's assemblies that the library is compiled against.</summary>
public sealed class OpenedAssembliesTests
{
    private static readonly string Project = Path.Combine(Repository.SourceFolder, "DenseNetworks.ML");

    [Theory]
    [InlineData("Microsoft.ML.Core")]
    [InlineData("Microsoft.ML.Data")]
    public void Internal_members_are_public_in_the_copy_and_all_others_are_as_they_were(string name)
    {
        var copy = Path.Combine(Project, "obj", Repository.Configuration, "net8.0", "friend", $"{name}.dll");
        using var opened = new PEReader(File.OpenRead(copy));
        using var original = new PEReader(File.OpenRead(Assembly.Load(name).Location));
        var (a, b) = (original.GetMetadataReader(), opened.GetMetadataReader());

        a.MethodDefinitions.Select(handle => Opened(a.GetMethodDefinition(handle).Attributes))
            .Should().Equal(b.MethodDefinitions.Select(handle => b.GetMethodDefinition(handle).Attributes));
        a.FieldDefinitions.Select(handle => Opened(a.GetFieldDefinition(handle).Attributes))
            .Should().Equal(b.FieldDefinitions.Select(handle => b.GetFieldDefinition(handle).Attributes));
        a.TypeDefinitions.Select(handle => Opened(a.GetTypeDefinition(handle).Attributes))
            .Should().Equal(b.TypeDefinitions.Select(handle => b.GetTypeDefinition(handle).Attributes));
    }

    [Fact]
    public void An_editor_sees_the_copies_too()
    {
        // What an editor asks of MSBuild: the compiler's arguments, without compiling or building references.
        using var folder = new TemporaryFolder();
        var arguments = DotNet.Run(Project, "msbuild", "DenseNetworks.ML.csproj", "-t:Compile", "-getItem:CscCommandLineArgs",
            $"-p:Configuration={Repository.Configuration}", "-p:DesignTimeBuild=true", "-p:BuildProjectReferences=false",
            "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", $"-p:IntermediateOutputPath={folder.Path}/");

        var references = arguments.Where(line => line.Contains("\"Identity\": \"/reference:", StringComparison.Ordinal)).ToList();
        references.Should().ContainSingle(line => line.Contains("Microsoft.ML.Core.dll", StringComparison.Ordinal)).Which.Should().Contain($"{folder.Path}/friend/");
        references.Should().ContainSingle(line => line.Contains("Microsoft.ML.Data.dll", StringComparison.Ordinal)).Which.Should().Contain($"{folder.Path}/friend/");
    }

    private static MethodAttributes Opened(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Assembly
            ? (attributes & ~MethodAttributes.MemberAccessMask) | MethodAttributes.Public
            : attributes;

    private static FieldAttributes Opened(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Assembly
            ? (attributes & ~FieldAttributes.FieldAccessMask) | FieldAttributes.Public
            : attributes;

    private static TypeAttributes Opened(TypeAttributes attributes) => (attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.NotPublic => (attributes & ~TypeAttributes.VisibilityMask) | TypeAttributes.Public,
        TypeAttributes.NestedAssembly => (attributes & ~TypeAttributes.VisibilityMask) | TypeAttributes.NestedPublic,
        _ => attributes,
    };
}
