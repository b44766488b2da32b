using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.Training.LibTorchLoading;
using Microsoft.ML;
using Testing;
using TorchSharp;

namespace DenseNetworks.ML.Tests.Training;

public sealed class GpuTests
{
    private const int NoSuchDevice = 99;

    [Fact]
    public void A_missing_GPU_falls_back_to_the_CPU_with_a_warning_when_the_context_allows_it()
    {
        var messages = new List<string>();
        var ml = new MLContext(seed: 1) { GpuDeviceId = NoSuchDevice, FallbackToCpu = true };
        ml.Log += (_, e) => messages.Add(e.Message);

        Fit(ml);

        messages.Should().ContainSingle(message => message.Contains($"Training on the CPU instead of GPU {NoSuchDevice}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_GPU_is_an_error_when_the_context_forbids_the_CPU()
    {
        var ml = new MLContext(seed: 1) { GpuDeviceId = NoSuchDevice, FallbackToCpu = false };

        var fit = () => Fit(ml);

        fit.Should().Throw<InvalidOperationException>().WithMessage($"Training on GPU {NoSuchDevice} was requested, but *");
    }

    [Fact]
    public void The_options_override_the_context()
    {
        var ml = new MLContext(seed: 1) { GpuDeviceId = null, FallbackToCpu = true };

        var fit = () => Fit(ml, NoSuchDevice, fallbackToCpu: false);

        fit.Should().Throw<InvalidOperationException>();
    }

    [CudaFact]
    public void A_GPU_learns_what_the_CPU_learns()
    {
        var onCpu = Fit(new MLContext(seed: 1));
        var onGpu = Fit(new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = false });

        onGpu.History!.Epochs[^1].Loss.Should().BeApproximately(onCpu.History!.Epochs[^1].Loss, 0.01);
    }

    private static DenseNetworkTransformer Fit(MLContext ml, int? gpuDeviceId = null, bool? fallbackToCpu = null) =>
        ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = new() { HiddenLayers = [8], Epochs = 3 },
            GpuDeviceId = gpuDeviceId,
            FallbackToCpu = fallbackToCpu,
        }).Fit(Point.GenerateLabelled(ml));

    private sealed class CudaFactAttribute : FactAttribute
    {
        public CudaFactAttribute()
        {
            TorchLibrary.EnsureLoaded();
            if (!torch.cuda.is_available())
            {
                Skip = "Needs a CUDA device: build with -p:TorchBackend=cuda on a machine that has one.";
            }
        }
    }
}
