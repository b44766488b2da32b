using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The program of Mnist.Digits.Startup, published into a folder of its own.</summary>
/// <param name="Command">What starts it, without the path of the picture.</param>
/// <param name="Folder">Where it is.</param>
internal sealed record PublishedReader(string[] Command, string Folder)
{
    private const string Name = "Mnist.Digits.Startup";

    /// <summary>Publishes it for any system: the dotnet command runs it.</summary>
    public static PublishedReader Portable(string folder)
    {
        Publish(folder, "-p:UseAppHost=false");
        return new PublishedReader(["dotnet", Path.Combine(folder, $"{Name}.dll")], folder);
    }

    /// <summary>Publishes it ahead of time for this system.</summary>
    public static PublishedReader AheadOfTime(string folder)
    {
        Publish(folder, "-r", RuntimeInformation.RuntimeIdentifier);
        return new PublishedReader([Path.Combine(folder, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name)], folder);
    }

    /// <summary>
    /// Describes its files, without symbols and documentation, which packages do not bring: how many, and their size.
    /// </summary>
    public string Size()
    {
        var files = new DirectoryInfo(Folder).GetFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Extension is not (".dbg" or ".pdb" or ".xml")).ToList();
        return FormattableString.Invariant($"{files.Count} files, {files.Sum(file => file.Length) / (double)(1 << 20):F2} MiB");
    }

    // Options that change what the libraries are compiled to are not for this: their folders are everyone's.
    /// <exception cref="InvalidOperationException">It cannot be published; the message has the output.</exception>
    private static void Publish(string folder, params string[] options)
    {
        var project = typeof(PublishedReader).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "StartupProject").Value!;
        var start = new ProcessStartInfo(
            "dotnet", ["publish", project, "-c", "Release", "-o", folder, "-nodeReuse:false", .. options])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{string.Join(' ', start.ArgumentList)}' printed:\n{output}");
        }
    }
}
