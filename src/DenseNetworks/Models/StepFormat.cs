namespace DenseNetworks.Models;

/// <summary>The format of a step in a saved pipeline. Immutable.</summary>
/// <param name="Kind">What ML.NET calls the loader signature: up to 24 ASCII characters.</param>
/// <param name="Signature">What ML.NET calls the model signature: 8 ASCII characters.</param>
/// <param name="Version">The one version of the format that is written and read.</param>
internal sealed record StepFormat(string Kind, string Signature, uint Version);
