namespace DenseNetworks.ML.MLNet.Schemas;

/// <summary>Words every complaint about a stored schema the same way.</summary>
internal static class InvalidSchema
{
    public static InvalidDataException Damaged(string what, Exception? inner = null) =>
        new($"The schema of its input is damaged: {what}. Copy or save it again.", inner);
}
