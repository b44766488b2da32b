using DenseNetworks.Network;

namespace DenseNetworks.Models;

/// <summary>The content of the step of a network in a saved pipeline.</summary>
internal sealed record SavedNetwork(string FeatureColumnName, ClassValues? Labels, DenseNetwork Network)
{
    /// <summary>The kind of the step, by which ML.NET finds its loader.</summary>
    public const string Kind = "DenseNetwork";

    public static StepFormat Format { get; } = new(Kind, "DENSENET", 0x00010001);

    public static SavedNetwork Read(SavedStep step) => step.ReadContent(Format, Read);

    public static SavedNetwork Read(StepContent content)
    {
        var featureColumnName = content.ReadText();
        var labels = ClassValues.Read(content.Reader);
        var (network, history) = DenseNetworkFormat.Read(content.Reader.BaseStream);
        return new SavedNetwork(featureColumnName, labels, network.With(labels?.GetNames(), history));
    }

    /// <summary>Writes everything after the name of the feature column.</summary>
    public void Write(BinaryWriter writer)
    {
        ClassValues.Write(writer, Labels);
        writer.Flush();
        DenseNetworkFormat.Write(writer.BaseStream, Network, Network.History);
    }
}
