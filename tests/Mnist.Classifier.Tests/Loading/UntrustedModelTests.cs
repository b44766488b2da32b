using System.Buffers.Binary;
using System.Text;
using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Mnist.Classifier.Tests.Support.Zips;
using Testing;

namespace Mnist.Classifier.Tests.Loading;

/// <summary>A file decides nothing about what is loaded or where something is written.</summary>
public sealed class UntrustedModelTests
{
    private const string Evil = "Evil.Assembly.That.Is.Nowhere";

    [Fact]
    public void An_assembly_that_a_model_names_is_not_asked_for()
    {
        var zip = SmallModel.WithContent(SmallModel.Network, NameEvilAssembly);

        AssembliesAskedFor(() => Loaded.ShouldBeTheSmallModel(zip))
            .Should().NotContain(name => name.StartsWith(Evil, StringComparison.Ordinal));
    }

    // Why SECURITY.md says that ML.NET's own loading is not for untrusted files.
    [Fact]
    public void MLNet_itself_asks_for_the_assembly_that_a_model_names()
    {
        var zip = SmallModel.WithContent(SmallModel.Network, NameEvilAssembly);
        var load = () => new MLContext().Model.Load(new MemoryStream(zip), out _);

        AssembliesAskedFor(() => load.Should().Throw<Exception>())
            .Should().Contain(name => name.StartsWith(Evil, StringComparison.Ordinal));
    }

    [Fact]
    public void Loading_writes_nothing_to_the_folder_for_temporary_files_whatever_comes_of_it()
    {
        using var folder = new TemporaryFolder();
        var temporary = Directory.CreateDirectory(folder.File("temporary"));
        File.WriteAllBytes(folder.File("good.zip"), SmallModel.Zip);
        File.WriteAllBytes(folder.File("bad.zip"), SmallModel.With(SmallModel.Network, part => part with { Crc = 1 }));
        File.WriteAllBytes(folder.File("cut.zip"), SmallModel.WithContent(SmallModel.Network, bytes => bytes[..1_000]));
        Dictionary<string, string> environment = new()
        {
            ["TMPDIR"] = temporary.FullName, ["TMP"] = temporary.FullName, ["TEMP"] = temporary.FullName,
            ["DOTNET_EnableDiagnostics"] = "0", // the runtime's own pipe would lie there
        };

        var output = DotNet.Run(folder.Path, environment,
            [Repository.OtherProgram, "load", folder.File("good.zip"), folder.File("bad.zip"), folder.File("cut.zip")]);

        output.Should().Equal("loaded", "InvalidDataException", "InvalidDataException");
        temporary.EnumerateFileSystemInfos().Should().BeEmpty();
    }

    private static List<string> AssembliesAskedFor(Action run)
    {
        var names = new List<string>();
        // On this thread, for other tests load assemblies too.
        var thread = Environment.CurrentManagedThreadId;
        ResolveEventHandler onResolve = (_, asked) =>
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                names.Add(asked.Name);
            }

            return null;
        };
        AssemblyLoadEventHandler onLoad = (_, loaded) =>
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                names.Add(loaded.LoadedAssembly.FullName!);
            }
        };
        AppDomain.CurrentDomain.AssemblyResolve += onResolve;
        AppDomain.CurrentDomain.AssemblyLoad += onLoad;
        try
        {
            run();
            return names;
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= onResolve;
            AppDomain.CurrentDomain.AssemblyLoad -= onLoad;
        }
    }

    // The name stands before the tail of eight bytes.
    private static byte[] NameEvilAssembly(byte[] bytes)
    {
        var start = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(0x90));
        var size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(0x98));
        var name = Encoding.Unicode.GetBytes($"{Evil}, Version=1.0.0.0");
        byte[] changed = [.. bytes[..start], .. name, .. bytes[(start + size)..]];
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(0x98), name.Length);
        foreach (var offset in new[] { 0x80, 0x88 })
        {
            var value = BinaryPrimitives.ReadInt64LittleEndian(changed.AsSpan(offset));
            BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(offset), value + name.Length - size);
        }

        return changed;
    }
}
