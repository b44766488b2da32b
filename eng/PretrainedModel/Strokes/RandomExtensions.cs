namespace PretrainedModel.Strokes;

internal static class RandomExtensions
{
    /// <summary>Draws a number between two others.</summary>
    public static float Between(this Random random, float low, float high) => low + ((high - low) * random.NextSingle());
}
