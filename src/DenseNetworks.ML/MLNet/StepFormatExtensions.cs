using DenseNetworks.Models;
using Microsoft.ML;

namespace DenseNetworks.ML.MLNet;

/// <summary>Converts between the formats of steps and ML.NET's own types.</summary>
internal static class StepFormatExtensions
{
    /// <summary>Returns the format as ML.NET takes it, which loads the step by the type's assembly.</summary>
    public static VersionInfo ToVersionInfo(this StepFormat format, Type type) => new(
        modelSignature: format.Signature,
        verWrittenCur: format.Version,
        verReadableCur: format.Version,
        verWeCanReadBack: format.Version,
        loaderSignature: format.Kind,
        loaderAssemblyName: type.Assembly.FullName);

    /// <summary>Returns the content of the step that ML.NET is loading.</summary>
    public static StepContent Content(this ModelLoadContext context) => new(context.Reader, context.Strings ?? []);
}
