namespace DenseNetworks.IO.Zip;

/// <summary>Creates the exceptions for invalid zips, which all say what is wrong and what to do.</summary>
internal static class InvalidZip
{
    public static InvalidDataException Damaged(string what) =>
        new($"The zip is damaged: {Shown(what)}. Copy or save it again.");

    /// <summary>The zip may be valid, but ML.NET does not write such zips.</summary>
    public static InvalidDataException Foreign(string what) =>
        new($"The zip has {Shown(what)}, which saved models do not have. Use the zip as it was saved, not a repacked one, or " +
            "save the model again.");

    /// <summary>The zip may be valid, but is too large.</summary>
    public static InvalidDataException TooLarge(string what) => new(
        $"{Shown(what)}. If you trust the file, load it with mlContext.Model.Load, which has no limits.");

    // Names come from the zip, and have up to 4,096 bytes.
    private static string Shown(string what) => Printable.Of(what, Printable.MessageLength);
}
