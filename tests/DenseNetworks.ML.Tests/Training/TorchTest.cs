using DenseNetworks.ML.Training.Native;
using TorchSharp;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>A test that makes tensors. They end with it.</summary>
public abstract class TorchTest : IDisposable
{
    private readonly DisposeScope _scope;

    protected TorchTest()
    {
        TorchLibrary.EnsureLoaded();
        _scope = torch.NewDisposeScope();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _scope.Dispose();
}
