using Mnist.Digits;
using Mnist.Digits.Normalization;
using Mnist.Digits.Pictures;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how well a folder of pictures is read, from the files, as in an app.</summary>
internal sealed record HandwritingSuite : ISuite
{
    private const string DigitsList = "digits.csv";
    private const string BoxedList = "boxed.csv";
    private const string OthersList = "others.csv";

    // Every third picture is degraded, at most in this size: blurring large pictures takes long.
    private const int DegradedStride = 3;
    private const int DegradedSide = 400;

    public string Name => "hands";

    public string Description => "how well your own pictures, in a folder with lists of them, are read";

    /// <summary>Gets the folder with the lists.</summary>
    public string? Folder { get; init; }

    /// <summary>Gets the zip file of a model to read with, or null for the one in the package.</summary>
    public string? ModelPath { get; init; }

    /// <summary>Gets a value indicating whether to name every picture that is not read as it should be.</summary>
    public bool ListsFailures { get; init; }

    /// <summary>Gets a value indicating whether to read degraded copies too.</summary>
    public bool IncludesDegraded { get; init; }

    /// <summary>Gets a value indicating whether to read the digits by the popular way in OpenCV too, with the same network.</summary>
    public bool IncludesOpenCv { get; init; }

    /// <exception cref="IOException">There is no list of digits.</exception>
    /// <exception cref="InvalidDataException">A list or the model cannot be read.</exception>
    public void Run(Bench bench, SuiteReport report)
    {
        report.IsGrid = true;
        var reader = ModelPath is { } model ? DigitReader.Load(model) : DigitReader.LoadPretrained();
        var subject = ModelPath is null ? "the model in the package" : Path.GetFileName(ModelPath);
        var handwriting = new HandwritingReport(report, subject, ListsFailures);
        var digits = PictureList.ReadDigits(Path.Combine(Folder!, DigitsList));
        var boxed = OptionalList(BoxedList) is { } boxedList ? PictureList.ReadDigits(boxedList) : [];
        var others = OptionalList(OthersList) is { } othersList ? PictureList.ReadOthers(othersList) : [];

        handwriting.AddDigits(DigitsList, Read(digits, ReadFile));
        if (boxed is not [])
        {
            handwriting.AddDigits(BoxedList, Read(boxed, ReadFile));
        }

        handwriting.AddOthers(OthersList, Read(others, ReadFile));
        if (IncludesOpenCv)
        {
            AddOpenCv(handwriting, report, DigitsList, digits, reader);
            AddOpenCv(handwriting, report, BoxedList, boxed, reader);
        }

        if (IncludesDegraded)
        {
            report.Note(
                $"Blurred, shaded and noisy is every third picture of {DigitsList}, at most {DegradedSide} pixels a side.");
            List<ListedPicture> chosen = [.. digits.Where((_, index) => index % DegradedStride == 0)];
            foreach (var degradation in Degradation.All)
            {
                handwriting.AddDegraded(
                    degradation.Name, Read(chosen, picture => reader.ReadImage(Degrade(picture.Path, degradation))));
            }
        }

        DigitPrediction ReadFile(ListedPicture picture) => reader.ReadImage(picture.Path);

        List<PictureReading> Read(IReadOnlyList<ListedPicture> pictures, Func<ListedPicture, DigitPrediction> read) =>
        [
            .. pictures.AsParallel().AsOrdered().WithDegreeOfParallelism(bench.Threads)
                .Select(picture => PictureReading.Of(picture, read)),
        ];
    }

    private static void AddOpenCv(
        HandwritingReport hands, SuiteReport report, string list, IReadOnlyList<ListedPicture> pictures, DigitReader reader)
    {
        if (OpenCv.Find() is not { } openCv)
        {
            report.Note("OpenCV was not found: python3 cannot import cv2.");
            return;
        }

        var images = openCv.Normalize([.. pictures.Select(picture => picture.Path)]);
        hands.AddDegraded(
            $"{list}: Otsu's threshold and the ink's box in OpenCV {openCv.Version}",
            [
                .. pictures.Zip(images, (picture, image) =>
                    new PictureReading(picture, image is null ? null : reader.ReadImage(image), image is null ? "no ink" : null)),
            ]);
    }

    private string? OptionalList(string name) => Path.Combine(Folder!, name) is var list && File.Exists(list) ? list : null;

    // The same noise in every picture of a size.
    private static DigitImage Degrade(string path, Degradation degradation)
    {
        var picture = degradation.Apply(Resampling.Fit(PictureReader.Read(path), 1, DegradedSide), new Random(0));
        var grey = Array.ConvertAll(picture.Values.ToArray(), grey => (byte)Math.Clamp(MathF.Round(grey), 0, byte.MaxValue));
        return DigitImage.Normalize(grey, picture.Height, picture.Width);
    }
}
