using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Numbers for libtorch that live as long as the program. TorchSharp takes only the handle of a <see cref="Scalar"/> into a
/// native call, so one that nothing else refers to, as an implicit conversion makes it, can be finalized while the call still
/// reads it: the training then fails, or learns by a wrong number. Pass one of these, or one in a <see langword="using"/>.
/// </summary>
internal static class Scalars
{
    public static readonly Scalar Zero = 0;

    public static readonly Scalar One = 1;
}
