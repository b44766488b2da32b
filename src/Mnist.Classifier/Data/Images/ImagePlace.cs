namespace Mnist.Classifier.Data.Images;

/// <summary>Where an image of a set is: a block, and the image within it.</summary>
internal readonly record struct ImagePlace(int Block, int Row)
{
    /// <summary>Gets the places of all images of a block.</summary>
    public static ImagePlace[] InOrder(int block, int count)
    {
        var places = new ImagePlace[count];
        for (var row = 0; row < count; row++)
        {
            places[row] = new ImagePlace(block, row);
        }

        return places;
    }
}
