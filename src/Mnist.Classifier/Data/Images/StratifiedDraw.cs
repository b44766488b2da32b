namespace Mnist.Classifier.Data.Images;

/// <summary>Draws a share of each class at random.</summary>
internal static class StratifiedDraw
{
    /// <param name="labels">The class of each image.</param>
    /// <param name="fraction">The share to draw, 0 to 1.</param>
    /// <param name="random">Decides.</param>
    /// <returns>For each image, whether it is drawn.</returns>
    public static bool[] Draw(ReadOnlySpan<byte> labels, double fraction, Random random)
    {
        var left = new int[byte.MaxValue + 1];
        foreach (var label in labels)
        {
            left[label]++;
        }

        var wanted = Array.ConvertAll(left, count => (int)Math.Round(count * fraction, MidpointRounding.AwayFromZero));
        var isDrawn = new bool[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            // Each image with the chance that draws exactly as many as wanted (selection sampling, Fan et al. 1962).
            var label = labels[i];
            isDrawn[i] = random.Next(left[label]) < wanted[label];
            left[label]--;
            wanted[label] -= isDrawn[i] ? 1 : 0;
        }

        return isDrawn;
    }
}
