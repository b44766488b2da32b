using DenseNetworks.Models;
using Microsoft.ML;

namespace DenseNetworks.ML.MLNet;

/// <summary>Converts between the formats of steps and the types of ML.NET.</summary>
internal static class StepFormatExtensions
{
    /// <summary>Converts the format to that of ML.NET, which loads the step from the assembly of a type.</summary>
    public static VersionInfo ToVersionInfo(this StepFormat format, Type type) => new(
        modelSignature: format.Signature,
        verWrittenCur: format.Version,
        verReadableCur: format.Version,
        verWeCanReadBack: format.Version,
        loaderSignature: format.Kind,
        loaderAssemblyName: type.Assembly.FullName);

    /// <summary>Gets the content of the step that ML.NET is loading.</summary>
    public static StepContent Content(this ModelLoadContext context) => new(context.Reader, context.Strings ?? []);
}
