namespace Mnist.Classifier.Data.Images;

/// <summary>Draws a share of each class at random.</summary>
internal static class StratifiedDraw
{
    /// <param name="labels">The class of each image.</param>
    /// <param name="countByClass">How often each class occurs.</param>
    /// <param name="fraction">The share to draw, 0 to 1.</param>
    /// <param name="random">Decides.</param>
    /// <returns>For each image, whether it is drawn.</returns>
    public static bool[] Draw(ReadOnlySpan<byte> labels, IReadOnlyList<int> countByClass, double fraction, Random random)
    {
        var left = countByClass.ToArray();
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
