using DenseNetworks.ML.Training;
using DenseNetworks.ML.Training.LibTorchLoading;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>A test that makes tensors. They end with it.</summary>
public abstract class TorchTest : IDisposable
{
    protected TorchTest()
    {
        TorchLibrary.EnsureLoaded();
        Memory = new TensorFloats();
    }

    /// <summary>Gets memory that libtorch sees too. Every tensor of the test ends with it.</summary>
    private protected TensorFloats Memory { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Memory.Dispose();
}
