namespace DenseNetworks;

/// <summary>What multiplies the matrices of a training, which is most of its work.</summary>
public enum TrainingBackend
{
    /// <summary>libtorch where it can be loaded, and otherwise managed code. No trained network says so of itself.</summary>
    Automatic = 0,

    /// <summary>libtorch, through TorchSharp, on the CPU or a GPU. The app needs a native libtorch.</summary>
    LibTorch = 1,

    /// <summary>Managed code, on the CPU. Nothing has to be there but .NET, and libtorch is not loaded even where it is.</summary>
    Managed = 2,
}
