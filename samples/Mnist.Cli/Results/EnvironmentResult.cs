using System.Reflection;
using System.Runtime.InteropServices;
using Mnist.Classifier;
using TorchSharp;
using Torch = DenseNetworks.ML.LibTorch;

namespace Mnist.Cli.Results;

/// <summary>What this machine has for training and predicting.</summary>
/// <param name="Version">The version of this program.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="System">The operating system and the processor.</param>
/// <param name="Processors">The number of processors for this program.</param>
/// <param name="LibTorch">The version of the native libtorch, or null if none can be loaded.</param>
/// <param name="LibTorchError">Why none can be loaded.</param>
/// <param name="Gpus">The number of GPUs that libtorch can train on.</param>
/// <param name="DataFolder">The folder in MNIST_DATA_DIR, or null.</param>
internal sealed record EnvironmentResult(
    string Version, string Runtime, string System, int Processors, string? LibTorch, string? LibTorchError, int Gpus,
    string? DataFolder)
{
    /// <summary>Gets the properties of this machine.</summary>
    public static EnvironmentResult OfThisMachine()
    {
        var (libTorch, error, gpus) = FindLibTorch();
        return new EnvironmentResult(
            typeof(MnistClassifier).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            RuntimeInformation.FrameworkDescription,
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
            Environment.ProcessorCount,
            libTorch,
            error,
            gpus,
            Environment.GetEnvironmentVariable("MNIST_DATA_DIR") is { Length: > 0 } folder ? folder : null);
    }

    private static (string? Version, string? Error, int Gpus) FindLibTorch()
    {
        try
        {
            Torch.EnsureLoaded();
            return (torch.__version__, null, torch.cuda.is_available() ? torch.cuda.device_count() : 0);
        }
        catch (Exception e) when (e is DllNotFoundException or PlatformNotSupportedException)
        {
            return (null, e.Message, 0);
        }
    }
}
