namespace DenseNetworks.IO.Zip;

/// <summary>Words every complaint about a zip the same way: what, where, and what to do.</summary>
internal static class InvalidZip
{
    /// <summary>The bytes contradict each other.</summary>
    public static InvalidDataException Damaged(string what) =>
        new($"The zip is damaged: {what}. Copy or save it again.");

    /// <summary>The zip may be whole, but ML.NET does not write such.</summary>
    public static InvalidDataException Foreign(string what) =>
        new($"The zip has {what}, which a saved model has not. Take the zip as it was saved, not one that was packed anew, " +
            "or save the model again.");

    /// <summary>The zip may be whole, but asks for too much.</summary>
    public static InvalidDataException TooLarge(string what) => new(
        $"{what}. If you know where the file comes from, load it by mlContext.Model.Load, which has no limits.");
}
