using Mnist.Digits.Normalization;
using Mnist.Digits.Pictures;

namespace Mnist.Digits.Pages;

/// <summary>Brings a page to the size in which it is looked at, and tells light ink from dark.</summary>
internal static class PageSize
{
    private const int MostLongest = 1800;
    private const int LeastLongest = 112;
    private const int LeastShortest = 64;

    // The longest side while the ink is told from the paper.
    private const int ColourSide = 480;
    private const int CoarseSide = 16;

    public static Plane Fit(GreyView picture)
    {
        var shortest = Math.Min(picture.Width, picture.Height);
        var longest = Math.Max(picture.Width, picture.Height);
        var least = Math.Min(Math.Max(LeastLongest, (int)(longest * (long)LeastShortest / shortest)), MostLongest);
        return Resampling.Fit(picture, least, MostLongest).Smooth();
    }

    /// <summary>
    /// Tells whether ink is lighter than its paper. There is more paper than ink, so that ink is farther from the mean around it: the third
    /// moment has its sign, and the edge of a sheet, as light as dark, has none.
    /// </summary>
    public static bool IsLightInk(Plane page)
    {
        var small = page.LongestSide > ColourSide ? Resampling.Fit(page, ColourSide) : page;
        var coarse = Resampling.Fit(small, CoarseSide);
        var mean = Resampling.Sample(
            coarse, 0, 0, coarse.Width / (float)small.Width, coarse.Height / (float)small.Height, small.Width, small.Height);
        var moment = 0.0;
        for (var i = 0; i < small.Values.Length; i++)
        {
            var difference = (double)small.Values[i] - mean.Values[i];
            moment += difference * difference * difference;
        }

        return moment > 0;
    }
}
