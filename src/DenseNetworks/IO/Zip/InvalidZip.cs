namespace DenseNetworks.IO.Zip;

/// <summary>Words every complaint about a zip the same way: what, where, and what to do.</summary>
internal static class InvalidZip
{
    /// <summary>The bytes contradict each other.</summary>
    public static InvalidDataException Damaged(string what) =>
        new($"The zip is damaged: {Shown(what)}. Copy or save it again.");

    /// <summary>The zip may be whole, but ML.NET does not write such.</summary>
    public static InvalidDataException Foreign(string what) =>
        new($"The zip has {Shown(what)}, which a saved model has not. Take the zip as it was saved, not one that was packed anew, " +
            "or save the model again.");

    /// <summary>The zip may be whole, but asks for too much.</summary>
    public static InvalidDataException TooLarge(string what) => new(
        $"{Shown(what)}. If you know where the file comes from, load it by mlContext.Model.Load, which has no limits.");

    // A name in a zip has up to 4,096 bytes of anyone's.
    private static string Shown(string what) => Printable.Of(what, Printable.MessageLength);
}
