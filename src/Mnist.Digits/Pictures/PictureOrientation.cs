namespace Mnist.Digits.Pictures;

/// <summary>Turns a picture upright.</summary>
internal static class PictureOrientation
{
    /// <param name="picture">The picture as it is stored.</param>
    /// <param name="orientation">
    /// What the stored first row and first column are in the upright picture, by the numbers of Exif: 1 top and left,
    /// 2 top and right, 3 bottom and right, 4 bottom and left, 5 left and top, 6 right and top, 7 right and bottom,
    /// 8 left and bottom.
    /// </param>
    public static GreyPicture MakeUpright(GreyPicture picture, int orientation)
    {
        if (orientation == ExifOrientation.Upright)
        {
            return picture;
        }

        var (width, height) = (picture.Width, picture.Height);
        // Where the stored pixel (0, 0) goes, and how far one step along a stored row and column leads.
        var (uprightWidth, uprightHeight) = orientation < 5 ? (width, height) : (height, width);
        var (start, alongRow, alongColumn) = orientation switch
        {
            2 => (width - 1, -1, width),
            3 => ((width * height) - 1, -1, -width),
            4 => (width * (height - 1), 1, -width),
            5 => (0, height, 1),
            6 => (height - 1, height, -1),
            7 => ((width * height) - 1, -height, -1),
            8 => (height * (width - 1), -height, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "It is 1 to 8."),
        };

        var source = picture.Pixels;
        var upright = new byte[source.Length];
        for (var row = 0; row < height; row++)
        {
            var target = start + (row * alongColumn);
            foreach (var grey in source.Slice(row * width, width))
            {
                upright[target] = grey;
                target += alongRow;
            }
        }

        return new GreyPicture(uprightWidth, uprightHeight, upright);
    }
}
