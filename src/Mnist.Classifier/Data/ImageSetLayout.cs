using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier;

/// <summary>
/// What a file of images does not say about itself: which classes there are, how they are numbered, and how the pixels
/// lie. Plain data, immutable: take one of those below, or change it by <c>with</c>.
/// </summary>
/// <remarks>
/// Whatever the file's numbering, a set counts its classes from 0 and its pixels row by row:
/// <see cref="LabeledImages"/> is the same for all of them.
/// </remarks>
public sealed record ImageSetLayout
{
    private const string Digits = "0123456789";
    private const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // Before the others, which are made of it.
    private static readonly ImageSetLayout Sides28 = new() { Height = 28, Width = 28 };

    /// <summary>Gets MNIST's: the ten digits, 28x28.</summary>
    public static ImageSetLayout Mnist { get; } = Sides28 with { ClassCount = 10 };

    /// <summary>
    /// Gets Fashion-MNIST's: ten kinds of clothing by name, 28x28 (https://github.com/zalandoresearch/fashion-mnist).
    /// </summary>
    public static ImageSetLayout FashionMnist { get; } = Sides28 with
    {
        ClassNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
    };

    /// <summary>
    /// Gets that of the EMNIST files named <c>digits</c> and <c>mnist</c>: the ten digits, 28x28, transposed
    /// (G. Cohen et al. 2017, https://arxiv.org/abs/1702.05373).
    /// </summary>
    public static ImageSetLayout EmnistDigits { get; } = Mnist with { Transposed = true };

    /// <summary>
    /// Gets that of the EMNIST files named <c>letters</c>: 26 letters, large and small together, numbered from 1, 28x28,
    /// transposed.
    /// </summary>
    public static ImageSetLayout EmnistLetters { get; } =
        Sides28 with { ClassNames = Characters(Capitals), FirstLabel = 1, Transposed = true };

    /// <summary>
    /// Gets that of the EMNIST files named <c>balanced</c> and <c>bymerge</c>: 47 classes, the digits, the large letters,
    /// and those small ones that look unlike their large ones, 28x28, transposed.
    /// </summary>
    public static ImageSetLayout EmnistBalanced { get; } =
        Sides28 with { ClassNames = Characters(Digits + Capitals + "abdefghnqrt"), Transposed = true };

    /// <summary>
    /// Gets that of the EMNIST files named <c>byclass</c>: 62 classes, the digits, the large and the small letters, 28x28,
    /// transposed.
    /// </summary>
    public static ImageSetLayout EmnistByClass { get; } =
        Sides28 with { ClassNames = Characters(Digits + Capitals + "abcdefghijklmnopqrstuvwxyz"), Transposed = true };

    /// <summary>
    /// Gets the number of classes, 1 to 256. The default is <see langword="null"/>: as many as there are
    /// <see cref="ClassNames"/>, or, without these, as many as the largest label in the file needs.
    /// </summary>
    public int? ClassCount { get; init; }

    /// <summary>
    /// Gets the name of each class, all different, or <see langword="null"/> (the default) for classes that are numbers.
    /// The list is copied.
    /// </summary>
    public IReadOnlyList<string>? ClassNames
    {
        get;
        init => field = value is null ? null : [.. value];
    }

    /// <summary>Gets the number of the first class in the file, 0 to 255. The default is 0.</summary>
    public int FirstLabel { get; init; }

    /// <summary>
    /// Gets a value indicating whether the pixels lie column by column, as EMNIST's do. They are turned while they are
    /// read. The default is <see langword="false"/>.
    /// </summary>
    public bool Transposed { get; init; }

    /// <summary>
    /// Gets the number of rows of each image, at least 1; <see langword="null"/> (the default) for what the file says, or
    /// for square images where it says nothing (a table of numbers does not). A file that says otherwise is refused.
    /// </summary>
    public int? Height { get; init; }

    /// <summary>Gets the number of columns of each image, likewise.</summary>
    public int? Width { get; init; }

    /// <summary>
    /// Gets a value indicating whether a table begins with a line of names; <see langword="null"/> (the default) to take the
    /// first line for names where it has no number, or names the label. It says nothing of other files.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>
    /// Gets the column of a table that has the labels, counted from 0 or, as in <c>^1</c> for the last, from the end;
    /// <see langword="null"/> (the default) for the one that the first line names so (<c>label</c>, <c>class</c>, <c>digit</c>,
    /// <c>target</c> or <c>y</c>), or, without such a name, for the first or the last, where only one of them can be it. It says
    /// nothing of other files.
    /// </summary>
    public Index? LabelColumn { get; init; }

    /// <summary>
    /// Gets a value indicating whether a table has labels, which is the default. The images of one without have
    /// <see cref="LabeledImages.MissingLabel"/>; a column that is named as a label is left out. It says nothing of other files.
    /// </summary>
    public bool HasLabels { get; init; } = true;

    /// <summary>
    /// Gets the number in a table that stands for a pixel of 255, above 0: 1 for fractions, 16 for the optical digits of UCI;
    /// <see langword="null"/> (the default) to find it: 255 where a number is above 16, 1 where none is above 1, and 16 where the
    /// largest of images of 8x8 is 16. Other tables are refused. It says nothing of other files.
    /// </summary>
    public double? PixelMaximum { get; init; }

    /// <summary>Gets the largest label that the file may have.</summary>
    internal int LastLabel => GivenClassCount is { } count ? FirstLabel + count - 1 : byte.MaxValue;

    private int? GivenClassCount => ClassCount ?? ClassNames?.Count;

    internal void Validate()
    {
        var classCount = GivenClassCount ?? 1;
        ImageClasses.Validate(classCount, "layout", ClassNames, "layout");
        if (FirstLabel < 0 || FirstLabel > ImageClasses.MaxCount - classCount)
        {
            throw new ArgumentException(
                $"The first label is {FirstLabel}; for {classCount} classes it must be 0 to {ImageClasses.MaxCount - classCount}.",
                "layout");
        }

        if (PixelMaximum is { } maximum && !(maximum > 0 && double.IsFinite(maximum)))
        {
            throw new ArgumentException($"The largest pixel cannot be {maximum}: it must be above 0.", "layout");
        }

        if (Height < 1 || Width < 1)
        {
            throw new ArgumentException($"Images cannot be {Height}x{Width}: both must be at least 1.", "layout");
        }
    }

    /// <summary>Gets a value indicating whether the classes are left to the file.</summary>
    internal bool IsOpen => GivenClassCount is null;

    /// <summary>Gets the number of classes of a file by its labels, counted from 0.</summary>
    internal int CountClasses(byte[] labels) => GivenClassCount ?? labels.Max() + 1;

    /// <summary>Gets the size that images have when they are read.</summary>
    internal ImageSize SizeOf(ImageSize stored) => Transposed ? stored.Transposed : stored;

    /// <summary>Says what to complain of in the size that is stored in a file, or null.</summary>
    internal string? Complain(ImageSize stored)
    {
        var size = SizeOf(stored);
        return size.Height == (Height ?? size.Height) && size.Width == (Width ?? size.Width)
            ? null
            : $"the images are {size}, and {new ImageSize(Height ?? size.Height, Width ?? size.Width)} is asked for";
    }

    private static string[] Characters(string text) => [.. text.Select(character => character.ToString())];
}
