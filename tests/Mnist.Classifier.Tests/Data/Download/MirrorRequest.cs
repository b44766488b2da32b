namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>What a client asked for.</summary>
internal sealed record MirrorRequest(string File, string Query);
