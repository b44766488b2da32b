namespace DenseNetworks;

/// <summary>Specifies what computes the matrix products of a training, which are most of its work.</summary>
public enum TrainingBackend
{
    /// <summary>
    /// Uses libtorch if it can be loaded; otherwise, managed code. A trained network never reports this value.
    /// </summary>
    Automatic = 0,

    /// <summary>
    /// Uses libtorch, through TorchSharp, on the CPU or a GPU. The app must reference a native libtorch package.
    /// </summary>
    LibTorch = 1,

    /// <summary>
    /// Uses managed code on the CPU. Only .NET is required, and libtorch is not loaded even if it is available.
    /// </summary>
    Managed = 2,
}
