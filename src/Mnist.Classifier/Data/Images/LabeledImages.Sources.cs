using DenseNetworks.ML;
using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Csv;
using Mnist.Classifier.Data.Folders;
using Mnist.Classifier.Data.Generation;
using Mnist.Classifier.Data.Idx;
using Mnist.Classifier.Data.Images;
using Mnist.Digits.Pictures;

namespace Mnist.Classifier;

/// <content>Where images come from.</content>
public sealed partial class LabeledImages
{
    /// <summary>Reads a pair of IDX files: images of rank 3 and labels of rank 1, of unsigned bytes.</summary>
    /// <param name="imagesPath">The file of images, plain or gzip (the content tells, not the name).</param>
    /// <param name="labelsPath">The file of labels, likewise.</param>
    /// <param name="layout">
    /// The classes, and how the pixels lie: <see cref="ImageSetLayout.FashionMnist"/>, for example;
    /// <see langword="null"/> for images of any size and classes from 0 to the largest label.
    /// </param>
    /// <param name="readOnDemand">
    /// <see langword="true"/> to leave the images in their file, which must be a plain one, and to read each when it is
    /// asked for: for sets larger than the memory. Leave the file alone as long as the set, or one made of it, is in use:
    /// it stays open, and is closed when the garbage collector finds that nothing uses it any more.
    /// </param>
    /// <returns>Everything in the two files.</returns>
    /// <exception cref="FileNotFoundException">One of the files does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of one does not exist.</exception>
    /// <exception cref="ArgumentException">The layout is not valid.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is damaged or of another format, the two disagree about the count, a label is none of the classes, or images
    /// to be read on demand are compressed. The message names the file, the offset, and what was expected.
    /// </exception>
    /// <remarks>The file format is described in the MNIST database, http://yann.lecun.com/exdb/mnist/.</remarks>
    public static LabeledImages FromIdx(
        string imagesPath, string labelsPath, ImageSetLayout? layout = null, bool readOnDemand = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        layout ??= new ImageSetLayout();
        layout.Validate();
        return new IdxImages(imagesPath, labelsPath, layout).Read(readOnDemand);
    }

    /// <summary>
    /// Draws images that are not digits, 28x28 in ten classes of which they are none: doodles, pieces of digits put together
    /// wrongly, textures and noise. They are for a network to learn what is no digit from
    /// (<see cref="TrainingRecipe.BackgroundClass"/>), put behind digits by <see cref="Concat"/>.
    /// </summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">Any number; another one gives other images.</param>
    /// <returns>
    /// The images, each with <see cref="MissingLabel"/>. On one machine the same arguments give the same bytes, whatever the
    /// number of threads.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or too large for one array of pixels.</exception>
    public static LabeledImages GenerateNonDigits(int count, int seed = 0)
    {
        ImageGenerator.ThrowIfNotCount(count, nameof(count));
        return NonDigitGenerator.Generate(count, seed);
    }

    /// <summary>
    /// Reads a table of numbers, plain or gzip: in each line a label and the pixels, row by row from the top. Commas, semicolons, tabs
    /// or spaces separate them. Empty lines and those that begin with <c>//</c> are passed over, as ML.NET's text loader does. A
    /// number may have spaces and quotes about it.
    /// </summary>
    /// <remarks>
    /// A first line of names says which column is the label, and which only numbers the rows (<c>index</c>, <c>id</c> or no name); without
    /// one the label is the first column or the last, where only one of them can be it. Pixels are 0 to 255, or fractions, or 0 and
    /// 1, or in images of 8x8 0 to 16, where the file leaves no doubt; they become 0 to 255. Labels are numbers or words. What is in
    /// doubt is refused, and <see cref="ImageSetLayout"/> says it.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="layout">
    /// The classes, and how the pixels lie; <see langword="null"/> for square images of any size and classes from 0 to the
    /// largest label.
    /// </param>
    /// <returns>Everything in the file.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    /// <exception cref="ArgumentException">The layout is not valid.</exception>
    /// <exception cref="InvalidDataException">
    /// A line has more or fewer numbers than the first, a pixel is none, a label is none of the classes, the images are not of the size
    /// asked for, there are none, or where the label is or what stands for full ink is in doubt. The message names the file, the
    /// line, or what to set.
    /// </exception>
    public static LabeledImages FromCsv(string path, ImageSetLayout? layout = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        layout ??= new ImageSetLayout();
        layout.Validate();
        return ImageTable.Read(path, layout);
    }

    /// <summary>
    /// Reads pictures from a folder whose sub-folders are the classes: PNG, JPEG, BMP, GIF, PGM, PPM or PBM files, all of one size,
    /// which are taken as they are but for their colours. Pictures of digits are better read by
    /// <see cref="MnistDataset.FromImageFolder"/>, which brings any picture into the form of MNIST.
    /// </summary>
    /// <param name="directory">
    /// The folder. Hidden files and folders are passed over; whatever else is in a class must be a picture.
    /// </param>
    /// <param name="classNames">
    /// The classes in the order of their numbers, of which some may be missing in the folder; <see langword="null"/> for the
    /// sub-folders, sorted: as numbers where all are numbers, else by their characters.
    /// </param>
    /// <param name="progress">Is told of each file, on whatever thread has read it, one after the other.</param>
    /// <param name="cancellationToken">Cancels the reading, between two files.</param>
    /// <returns>
    /// All pictures in grey, 0 for black to 255 for white (digits of MNIST are the other way round: 255 is ink), by class and
    /// then by file name. The classes are named as the folders are, or are numbers where the folders are named 0, 1, 2 and so
    /// on.
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">The class names are not all different.</exception>
    /// <exception cref="InvalidDataException">
    /// Files cannot be read or have another size than the first: the message names ten of them, and
    /// <see cref="Exception.InnerException"/> has them all. Or a folder is none of the classes, or there are no pictures.
    /// </exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static LabeledImages FromImageFolder(
        string directory, IReadOnlyList<string>? classNames = null, IProgress<ImageFolderProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (classNames is not null)
        {
            ImageClasses.Validate(classNames.Count, nameof(classNames), classNames, nameof(classNames));
        }

        return new ImageFolderReader(ImageFolder.Open(directory, classNames), Read, progress).Read(cancellationToken);

        static (ImageSize Size, ReadOnlyMemory<byte> Pixels) Read(string path)
        {
            var picture = PictureReader.Read(path);
            return (new ImageSize(picture.Height, picture.Width), picture.Pixels.ToArray());
        }
    }
}
