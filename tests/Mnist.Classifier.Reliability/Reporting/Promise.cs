namespace Mnist.Classifier.Reliability;

/// <summary>One thing that is promised.</summary>
/// <param name="What">What was tried.</param>
/// <param name="Promised">What should be seen.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="IsKept">Whether that is as promised; null if it could not be tried here.</param>
internal sealed record Promise(string What, string Promised, string Seen, bool? IsKept);
