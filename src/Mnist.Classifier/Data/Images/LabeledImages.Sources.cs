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
    /// <summary>Loads a pair of IDX files: images of rank 3 and labels of rank 1, of unsigned bytes.</summary>
    /// <param name="imagesPath">The file of images, plain or gzip (recognized by its content).</param>
    /// <param name="labelsPath">The file of labels, plain or gzip.</param>
    /// <param name="layout">
    /// The classes, and the order of the pixels: <see cref="ImageSetLayout.FashionMnist"/>, for example;
    /// <see langword="null"/> for images of any size and classes from 0 to the largest label.
    /// </param>
    /// <param name="readOnDemand">
    /// <see langword="true"/> to leave the images in their file, which must not be compressed, and to read each when it is
    /// used, for sets larger than memory; otherwise, <see langword="false"/>. Do not change the file while the set, or one
    /// made from it, is in use: it stays open until the set is garbage collected.
    /// </param>
    /// <returns>All images of the files.</returns>
    /// <exception cref="FileNotFoundException">One of the files does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of one of the files does not exist.</exception>
    /// <exception cref="ArgumentException">The layout is not valid.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is damaged or of another format, the numbers of images and labels differ, a label is out of range, or images to
    /// be read on demand are compressed. The message names the file, the offset, and what was expected.
    /// </exception>
    /// <remarks>The file format is described at the foot of http://yann.lecun.com/exdb/mnist/.</remarks>
    /// <example>
    /// <code>
    /// var clothes = LabeledImages.FromIdx("images.gz", "labels.gz", ImageSetLayout.FashionMnist);
    /// IDataView view = clothes.ToDataView(new MLContext());
    /// </code>
    /// </example>
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
    /// Generates images that are not digits, 28x28 and without a label: doodles, pieces of digits in the wrong place, textures
    /// and noise. Appended to digits by <see cref="Concat"/>, they train a network to recognize what is not a digit
    /// (<see cref="TrainingRecipe.BackgroundClass"/>).
    /// </summary>
    /// <param name="count">The number of images, at least 1.</param>
    /// <param name="seed">The seed: any number; another one gives other images.</param>
    /// <returns>
    /// The images, of ten classes, each with <see cref="MissingLabel"/>. On one machine the same arguments give the same bytes,
    /// whatever the number of threads.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or too large for one array of pixels.</exception>
    public static LabeledImages GenerateNonDigits(int count, int seed = 0)
    {
        ImageGenerator.ThrowIfNotCount(count, nameof(count));
        return NonDigitGenerator.Generate(count, seed);
    }

    /// <summary>
    /// Loads a table of numbers, plain or gzip. Each line has a label and the pixels, row by row from the top, separated by
    /// commas, semicolons, tabs or spaces. Empty lines and lines that begin with <c>//</c> are skipped, as by ML.NET's text
    /// loader. A number may be surrounded by spaces and quotes.
    /// </summary>
    /// <remarks>
    /// A first line of names says which column is the label, and which one only numbers the rows (<c>index</c>, <c>id</c> or no
    /// name); without names the label is the first or the last column, if only one of them can have labels. Pixels are 0 to
    /// 255, or fractions, or 0 and 1, or in images of 8x8 0 to 16, if the file is unambiguous; they are converted to 0 to 255.
    /// Labels are numbers or words. Ambiguous tables are rejected; set <see cref="ImageSetLayout"/> for them.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="layout">
    /// The classes, and the order of the pixels; <see langword="null"/> for square images of any size and classes from 0 to the
    /// largest label.
    /// </param>
    /// <returns>All images of the file.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    /// <exception cref="ArgumentException">The layout is not valid.</exception>
    /// <exception cref="InvalidDataException">
    /// A line has more or fewer numbers than the first, a pixel is not a number, a label is out of range, the images have
    /// another size than requested, there are none, or the column of the label or the largest pixel is ambiguous. The message
    /// names the file, and the line or what to set.
    /// </exception>
    /// <example>
    /// <code>
    /// var images = LabeledImages.FromCsv("optdigits.csv", new ImageSetLayout { Height = 8, Width = 8, PixelMaximum = 16 });
    /// </code>
    /// </example>
    public static LabeledImages FromCsv(string path, ImageSetLayout? layout = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        layout ??= new ImageSetLayout();
        layout.Validate();
        return ImageTable.Read(path, layout);
    }

    /// <summary>
    /// Loads pictures from a folder whose sub-folders are the classes: PNG, JPEG, BMP, GIF, PGM, PPM or PBM files, all of one
    /// size, which are only converted to grey. For pictures of digits <see cref="MnistDataset.FromImageFolder"/> is better: it
    /// converts pictures of any size to the form of MNIST.
    /// </summary>
    /// <param name="directory">
    /// The folder. Hidden files and folders are ignored; anything else in the folder of a class must be a picture.
    /// </param>
    /// <param name="classNames">
    /// The classes in the order of their numbers, some of which may be missing in the folder; <see langword="null"/> for the
    /// sub-folders, sorted as numbers if all are numbers, otherwise by their characters.
    /// </param>
    /// <param name="progress">Receives a report after each file, one at a time, on the thread that has read it.</param>
    /// <param name="cancellationToken">Cancels the reading, between two files.</param>
    /// <returns>
    /// All pictures in grey, 0 for black to 255 for white (the opposite of MNIST, where 255 is ink), by class and then by file
    /// name. The classes have the names of the folders, or none if the folders are named 0, 1, 2 and so on.
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="ArgumentException">The class names are not all different.</exception>
    /// <exception cref="InvalidDataException">
    /// Files cannot be read or have another size than the first: the message names ten of them, and
    /// <see cref="Exception.InnerException"/> has them all. Or a folder does not belong to a class, or there are no pictures.
    /// </exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    /// <example>
    /// <code>
    /// var flowers = LabeledImages.FromImageFolder("flowers"); // flowers/rose/1.png, flowers/tulip/1.png and so on
    /// var (train, test) = flowers.Split(fraction: 0.2);
    /// </code>
    /// </example>
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
