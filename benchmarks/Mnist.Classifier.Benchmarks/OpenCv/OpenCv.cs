using System.Diagnostics;
using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The popular way to bring a picture into the form of MNIST, in Python with OpenCV: see popular_way.py.</summary>
internal sealed class OpenCv
{
    private const string Script = "popular_way.py";

    // Debian's has the package python3-opencv; another may stand first on the path.
    private static readonly string[] Interpreters = ["python3", "/usr/bin/python3"];

    private readonly string _interpreter;

    private OpenCv(string interpreter, string version) => (_interpreter, Version) = (interpreter, version);

    public string Version { get; }

    /// <summary>Returns it, or null on a machine without Python and OpenCV.</summary>
    public static OpenCv? Find()
    {
        foreach (var interpreter in Interpreters)
        {
            if (Run(interpreter, "-c", "import cv2; print(cv2.__version__)") is [var version])
            {
                return new OpenCv(interpreter, version);
            }
        }

        return null;
    }

    /// <summary>Measures how long one picture takes on one thread, without decoding it.</summary>
    /// <returns>Microseconds, the median.</returns>
    public double Measure(string path, int repeats) => Normalize([path], repeats).Microseconds;

    /// <summary>Brings pictures into the form of MNIST.</summary>
    /// <returns>The 784 pixels of each; none of a picture that cannot be read or has no ink.</returns>
    public IReadOnlyList<byte[]?> Normalize(IReadOnlyList<string> paths) => Normalize(paths, repeats: 0).Images;

    private (double Microseconds, IReadOnlyList<byte[]?> Images) Normalize(IReadOnlyList<string> paths, int repeats)
    {
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(list, paths);
            var lines = Run(
                _interpreter, Path.Combine(AppContext.BaseDirectory, "OpenCv", Script), list, repeats.ToString(CultureInfo.InvariantCulture))
                ?? throw new InvalidOperationException($"{Script} failed.");
            return (
                double.Parse(lines[0], CultureInfo.InvariantCulture),
                [.. lines.Skip(1).Select(line => line == "-" ? null : Convert.FromHexString(line))]);
        }
        finally
        {
            File.Delete(list);
        }
    }

    private static string[]? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            _ = errors.Result;
            return process.ExitCode == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // there is no such program
        }
    }
}
