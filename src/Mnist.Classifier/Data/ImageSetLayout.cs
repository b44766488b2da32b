using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Images;
using Mnist.Digits.Normalization;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier;

/// <summary>
/// Describes what a file of images does not say about itself: which classes there are, how they are numbered, and how the
/// pixels are ordered. Immutable: use one of the predefined layouts, or modify one by <c>with</c>.
/// </summary>
/// <remarks>
/// Whatever the numbering in the file, <see cref="LabeledImages"/> counts its classes from 0 and its pixels row by row.
/// </remarks>
public sealed record ImageSetLayout
{
    private const string Digits = "0123456789";
    private const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // First, because the others are made from it.
    private static readonly ImageSetLayout Sides28 = new() { Height = SizeNormalization.Side, Width = SizeNormalization.Side };

    /// <summary>Gets the layout of MNIST: the ten digits, 28x28.</summary>
    public static ImageSetLayout Mnist { get; } = Sides28 with { ClassCount = DigitNetwork.ClassCount };

    /// <summary>
    /// Gets the layout of Fashion-MNIST: ten named kinds of clothing, 28x28 (https://github.com/zalandoresearch/fashion-mnist).
    /// </summary>
    public static ImageSetLayout FashionMnist { get; } = Sides28 with
    {
        ClassNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
    };

    /// <summary>
    /// Gets the layout of the EMNIST files named <c>digits</c> and <c>mnist</c>: the ten digits, 28x28, transposed
    /// (G. Cohen et al. 2017, https://arxiv.org/abs/1702.05373).
    /// </summary>
    public static ImageSetLayout EmnistDigits { get; } = Mnist with { Transposed = true };

    /// <summary>
    /// Gets the layout of the EMNIST files named <c>letters</c>: 26 letters, large and small together, numbered from 1, 28x28,
    /// transposed.
    /// </summary>
    public static ImageSetLayout EmnistLetters { get; } =
        Sides28 with { ClassNames = Characters(Capitals), FirstLabel = 1, Transposed = true };

    /// <summary>
    /// Gets the layout of the EMNIST files named <c>balanced</c> and <c>bymerge</c>: 47 classes, the digits, the large letters,
    /// and those small letters that look unlike their large ones, 28x28, transposed.
    /// </summary>
    public static ImageSetLayout EmnistBalanced { get; } =
        Sides28 with { ClassNames = Characters(Digits + Capitals + "abdefghnqrt"), Transposed = true };

    /// <summary>
    /// Gets the layout of the EMNIST files named <c>byclass</c>: 62 classes, the digits, the large and the small letters,
    /// 28x28, transposed.
    /// </summary>
    public static ImageSetLayout EmnistByClass { get; } =
        Sides28 with { ClassNames = Characters(Digits + Capitals + "abcdefghijklmnopqrstuvwxyz"), Transposed = true };

    /// <summary>
    /// Gets the number of classes, 1 to 256. The default is <see langword="null"/>: the number of
    /// <see cref="ClassNames"/>, or, without these, one more than the largest label in the file.
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
    /// Gets a value indicating whether the pixels are ordered column by column, as in EMNIST. They are reordered when they are
    /// read. The default is <see langword="false"/>.
    /// </summary>
    public bool Transposed { get; init; }

    /// <summary>
    /// Gets the number of rows of each image, at least 1. The default is <see langword="null"/>: what the file says, or
    /// square images if it says nothing, as tables do. A file that says otherwise is rejected.
    /// </summary>
    public int? Height { get; init; }

    /// <summary>Gets the number of columns of each image, with the same default as <see cref="Height"/>.</summary>
    public int? Width { get; init; }

    /// <summary>
    /// Gets a value indicating whether a table begins with a line of column names. The default is <see langword="null"/>: the
    /// first line has names if it has no number, or names the label. Ignored for other files.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>
    /// Gets the column of a table that has the labels, counted from 0 or, as in <c>^1</c> for the last, from the end. The
    /// default is <see langword="null"/>: the column that the first line names <c>label</c>, <c>class</c>, <c>digit</c>,
    /// <c>target</c> or <c>y</c>, or, without such a name, the first or the last column, if only one of them can have labels.
    /// Ignored for other files.
    /// </summary>
    public Index? LabelColumn { get; init; }

    /// <summary>
    /// Gets a value indicating whether a table has labels. The default is <see langword="true"/>. Images of a table without
    /// labels have <see cref="LabeledImages.MissingLabel"/>, and a column that is named as a label is ignored. Ignored for
    /// other files.
    /// </summary>
    public bool HasLabels { get; init; } = true;

    /// <summary>
    /// Gets the number in a table that stands for a pixel of 255, above 0: 1 for fractions, 16 for the optical digits of UCI.
    /// The default is <see langword="null"/>: 255 if a number is above 16, 1 if none is above 1, and 16 if the largest number
    /// of images of 8x8 is 16. Other tables are rejected. Ignored for other files.
    /// </summary>
    public double? PixelMaximum { get; init; }

    /// <summary>Gets the largest label that the file may have.</summary>
    internal int LastLabel => KnownClassCount is { } count ? FirstLabel + count - 1 : byte.MaxValue;

    /// <summary>Gets the number of classes, or null if the file decides.</summary>
    internal int? KnownClassCount => ClassCount ?? ClassNames?.Count;

    internal void Validate()
    {
        var classCount = KnownClassCount ?? 1;
        ImageClasses.Validate(classCount, "layout", ClassNames, "layout");
        var complaint =
            FirstLabel < 0 || FirstLabel > ImageClasses.MaxCount - classCount
                ? $"The first label is {FirstLabel}; for {classCount} classes it must be 0 to " +
                    $"{ImageClasses.MaxCount - classCount}."
            : PixelMaximum is { } maximum && !(maximum > 0 && double.IsFinite(maximum))
                ? $"The largest pixel cannot be {maximum}: it must be above 0."
            : Height < 1 || Width < 1 ? $"Images cannot be {Height}x{Width}: both must be at least 1."
            : null;
        if (complaint is not null)
        {
            throw new ArgumentException(complaint, "layout");
        }
    }

    /// <summary>Gets the number of classes of a file by its labels, counted from 0.</summary>
    internal int CountClasses(byte[] labels) => KnownClassCount ?? labels.Max() + 1;

    /// <summary>Gets the size of the images that are read from images of a stored size.</summary>
    internal ImageSize SizeOf(ImageSize stored) => Transposed ? new(stored.Width, stored.Height) : stored;

    /// <summary>Returns what is wrong with the stored size of images, or null.</summary>
    internal string? Complain(ImageSize stored)
    {
        var size = SizeOf(stored);
        var expected = new ImageSize(Height ?? size.Height, Width ?? size.Width);
        return size == expected ? null : $"the images are {size}, and {expected} is asked for";
    }

    private static string[] Characters(string text) => [.. text.Select(character => character.ToString())];
}
