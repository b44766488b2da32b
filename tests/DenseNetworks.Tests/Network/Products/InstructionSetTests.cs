using System.Globalization;
using System.Runtime.Intrinsics;
using DenseNetworks.Network;
using Testing;

namespace DenseNetworks.Tests.Network;

/// <summary>Machines with fewer instructions than this one, imitated by switching them off in a process of its own.</summary>
public sealed class InstructionSetTests
{
    private const string MostLanes = "MOST_LANES";

    [Theory]
    [InlineData("DOTNET_EnableAVX512F", "DOTNET_EnableAVX512", 8)] // its name up to .NET 9 and since
    [InlineData("DOTNET_EnableAVX2", "DOTNET_EnableAVX2", 4)]
    [InlineData("DOTNET_EnableHWIntrinsic", "DOTNET_EnableHWIntrinsic", 1)]
    public void Networks_and_products_are_right_without_a_set_of_instructions(string variable, string laterName, int mostLanes)
    {
        if (Environment.GetEnvironmentVariable(MostLanes) is not null)
        {
            return; // this is the other process
        }

        var environment = new Dictionary<string, string>
        {
            [variable] = "0",
            [laterName] = "0",
            [MostLanes] = mostLanes.ToString(CultureInfo.InvariantCulture),
        };
        var assembly = typeof(InstructionSetTests).Assembly.Location;

        string[] classes =
            [nameof(MatrixProductTests), nameof(SparseProductTests), nameof(DenseNetworkTests), nameof(InstructionSetTests)];
        var filter = string.Join('|', classes.Select(name => $"FullyQualifiedName~.{name}."));

        var output = DotNet.Run(
            Path.GetDirectoryName(assembly)!, environment, "vstest", assembly, $"--TestCaseFilter:{filter}");

        output.Should().ContainMatch("Passed! *");
    }

    [Fact]
    public void The_longest_vectors_that_the_machine_has_are_used()
    {
        var longest = Vector512.IsHardwareAccelerated ? 16
            : Vector256.IsHardwareAccelerated ? 8
            : Vector128.IsHardwareAccelerated ? 4
            : 1;

        MatrixProduct.LaneCount.Should().Be(longest);
        longest.Should().BeLessThanOrEqualTo(
            int.Parse(Environment.GetEnvironmentVariable(MostLanes) ?? "16", CultureInfo.InvariantCulture));
    }
}
