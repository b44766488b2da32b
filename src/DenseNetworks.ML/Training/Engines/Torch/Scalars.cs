using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Scalars for libtorch that live as long as the program. TorchSharp passes only the handle of a <see cref="Scalar"/> to a
/// native call, so one without another reference, as an implicit conversion creates it, can be finalized while the call still
/// reads it: the training then fails, or uses a wrong number. Pass one of these, or one in a <see langword="using"/>.
/// </summary>
internal static class Scalars
{
    public static readonly Scalar Zero = 0;

    public static readonly Scalar One = 1;
}
