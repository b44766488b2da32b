namespace Mnist.Classifier.Data.Download;

/// <summary>What a fault means for what to do next.</summary>
internal enum TransferFaultKind
{
    /// <summary>Another attempt will meet it again.</summary>
    Lasting,

    /// <summary>The server was not reached. One more attempt tells a hiccup from being offline.</summary>
    Unreached,

    /// <summary>The server was reached, and may do better later.</summary>
    Passing,

    /// <summary>The bytes so far, or the answer, are not of the published file.</summary>
    Mismatch,
}
