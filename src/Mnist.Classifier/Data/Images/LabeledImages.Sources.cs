using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Csv;
using Mnist.Classifier.Data.Folders;
using Mnist.Classifier.Data.Idx;
using Mnist.Classifier.Data.Images;
using Mnist.Classifier.Pictures;

namespace Mnist.Classifier;

/// <content>Where images come from.</content>
public sealed partial class LabeledImages
{
    /// <summary>Reads a pair of IDX files: images of rank 3 and labels of rank 1, of unsigned bytes.</summary>
    /// <param name="imagesPath">The file of images, plain or gzip (the content tells, not the name).</param>
    /// <param name="labelsPath">The file of labels, likewise.</param>
    /// <param name="format">
    /// The classes, and how the pixels lie: <see cref="ImageSetFormat.FashionMnist"/>, for example;
    /// <see langword="null"/> for ten classes from 0 to 9 and images of any size.
    /// </param>
    /// <param name="readOnDemand">
    /// <see langword="true"/> to leave the images in their file, which must be a plain one, and to read each when it is
    /// asked for: for sets larger than the memory. The file stays open; leave it alone as long as the set is in use.
    /// </param>
    /// <returns>Everything in the two files.</returns>
    /// <exception cref="FileNotFoundException">One of the files does not exist.</exception>
    /// <exception cref="ArgumentException">The format is not valid.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is damaged or of another format, the two disagree about the count, a label is none of the classes, or images
    /// to be read on demand are compressed. The message names the file, the offset, and what was expected.
    /// </exception>
    /// <remarks>The file format is described in the MNIST database, http://yann.lecun.com/exdb/mnist/.</remarks>
    public static LabeledImages FromIdx(
        string imagesPath, string labelsPath, ImageSetFormat? format = null, bool readOnDemand = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        format ??= new ImageSetFormat();
        format.Validate();
        var labels = IdxImages.ReadLabels(labelsPath, format);
        var images = readOnDemand ? IdxImages.Open(imagesPath, format) : IdxImages.Read(imagesPath, format);
        return images.Count == labels.Length
            ? new LabeledImages(
                [images.Block], ImagePlace.InOrder(0, images.Count), labels, images.Size, format.ClassCount, format.ClassNames)
            : throw new InvalidDataException(
                $"'{imagesPath}' has {images.Count} images and '{labelsPath}' has {labels.Length} labels. Pass two files " +
                "that belong together.");
    }

    /// <summary>
    /// Reads a table of comma-separated numbers: in each line the label, then the pixels row by row from the top, 0 to 255.
    /// A first line of names is passed over. ML.NET's text loader does the reading.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="format">
    /// The classes, and how the pixels lie; <see langword="null"/> for ten classes from 0 to 9 and square images of any
    /// size.
    /// </param>
    /// <returns>Everything in the file.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="ArgumentException">The format is not valid.</exception>
    /// <exception cref="InvalidDataException">
    /// A line has more or fewer numbers than the first, a pixel is no whole number from 0 to 255, a label is none of the
    /// classes, the images are not of the size asked for, or there are none. The message names the file and the line.
    /// </exception>
    public static LabeledImages FromCsv(string path, ImageSetFormat? format = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        format ??= new ImageSetFormat();
        format.Validate();
        var table = ImageTable.Read(path, format);
        return new LabeledImages(
            table.Blocks, table.Places, table.Labels, table.Size, format.ClassCount, format.ClassNames);
    }

    /// <summary>
    /// Reads pictures from a folder whose sub-folders are the classes: PNG, JPEG, BMP or GIF files, all of one size, which
    /// are taken as they are but for their colours. Pictures of digits are better read by
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
    /// All pictures in grey, 0 for black to 255 for white, by class and then by file name. The classes are named as the
    /// folders are, or are numbers where the folders are named 0, 1, 2 and so on.
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">The class names are not all different.</exception>
    /// <exception cref="InvalidDataException">
    /// Files cannot be read or have another size than the first, a folder is none of the classes, or there are no pictures.
    /// The message names them, up to ten; <see cref="Exception.InnerException"/> has them all.
    /// </exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static LabeledImages FromImageFolder(
        string directory, IReadOnlyList<string>? classNames = null, IProgress<ImageFolderProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (classNames is not null)
        {
            ClassNaming.Validate(classNames.Count, classNames, nameof(classNames));
        }

        return new ImageFolderReader(ImageFolder.Open(directory, classNames), Read, progress).Read(cancellationToken);

        static FileImage Read(string path)
        {
            var picture = PictureReader.Read(path);
            return new FileImage(new ImageSize(picture.Height, picture.Width), picture.Pixels.ToArray());
        }
    }
}
