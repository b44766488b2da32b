using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using DenseNetworks.ML;

namespace Mnist.Classifier.Tests.MLNet;

/// <summary>
/// The packages use members of ML.NET that are closed to outsiders. This test knows each of them, so that a newer ML.NET
/// that has moved one is noticed here and not by a user.
/// </summary>
public sealed class FriendAccessTests
{
    private const string ListFile = "MLNet/ClosedMembers.txt";

    private static readonly Assembly[] Assemblies = [typeof(DenseNetworkTrainer).Assembly, typeof(MnistClassifier).Assembly];

    // Some references mention type parameters, for which any types will do that meet their constraints.
    private static readonly Type[] TypeArguments = [typeof(float), typeof(float), typeof(float)];

    [Fact]
    public void Every_closed_member_in_use_is_listed_and_still_there()
    {
        var used = Assemblies.SelectMany(ClosedMembersInUse).Distinct().Order(StringComparer.Ordinal).ToList();

        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, ListFile)).Where(line => line.Length > 0)
            .ToList();
        used.Should().Equal(listed,
            $"{ListFile} lists the members of ML.NET without public access that the library relies on. If the library now " +
            "uses another one, see whether a public one would do, then add it to the list. If a line says that a member is " +
            "gone, the referenced Microsoft.ML has moved it: adapt the code in MLNet/ and Scoring/ (docs/decisions/0001)");
    }

    [Fact]
    public void Access_is_declared_for_the_assemblies_whose_members_are_used_and_no_others() =>
        Assemblies.Should().AllSatisfy(assembly => assembly.CustomAttributes
            .Where(attribute => attribute.AttributeType.Name == "IgnoresAccessChecksToAttribute")
            .Select(attribute => (string)attribute.ConstructorArguments[0].Value!)
            .Should().BeEquivalentTo(ClosedMembersInUse(assembly).Select(member => member.Split(": ")[0]).Distinct()));

    private static IEnumerable<string> ClosedMembersInUse(Assembly assembly)
    {
        var module = assembly.ManifestModule;
        using var peReader = new PEReader(File.OpenRead(module.Assembly.Location));
        var metadata = peReader.GetMetadataReader();
        var tokens = Tokens(TableIndex.TypeRef).Concat(Tokens(TableIndex.MemberRef));
        return tokens.Select(token => Describe(module, metadata, token)).OfType<string>();

        IEnumerable<int> Tokens(TableIndex table) =>
            Enumerable.Range(1, metadata.GetTableRowCount(table)).Select(row => ((int)table << 24) | row);
    }

    private static string? Describe(Module module, MetadataReader metadata, int token)
    {
        MemberInfo member;
        try
        {
            member = module.ResolveMember(token, TypeArguments, TypeArguments)!;
        }
        catch (Exception e) when (e is MissingMemberException or TypeLoadException)
        {
            return $"gone: {e.Message}";
        }

        var type = member as Type ?? member.DeclaringType!;
        var assembly = type.Assembly.GetName().Name!;
        if (!assembly.StartsWith("Microsoft.ML", StringComparison.Ordinal))
        {
            return null;
        }

        var isOpen = member switch
        {
            Type => type.IsVisible,
            MethodBase method => type.IsVisible && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly),
            FieldInfo field => type.IsVisible && (field.IsPublic || field.IsFamily),
            _ => throw new InvalidOperationException($"{member} is of an unexpected kind."),
        };
        var name = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName;
        return isOpen ? null : $"{assembly}: {(member is Type ? name : $"{name}.{member.Name}")}";
    }
}
