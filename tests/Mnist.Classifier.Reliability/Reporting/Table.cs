namespace Mnist.Classifier.Reliability;

/// <summary>Figures behind a promise.</summary>
/// <param name="Header">The names of the columns.</param>
/// <param name="Rows">The cells.</param>
internal sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows);
