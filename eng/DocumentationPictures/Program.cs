using System.Globalization;
using DocumentationPictures;

switch (args)
{
    case ["sheets", var folder]:
        ContactSheets.Write(folder);
        return 0;
    case ["non-digits", var path]:
        NonDigitSheet.Write(path);
        return 0;
    case ["corruptions", var file]:
        CorruptionSheet.Write(file);
        return 0;
    case ["augmentation", var file]:
        AugmentationSheet.Write(file);
        return 0;
    case ["families", var path]:
        FamilySheet.Write(path);
        return 0;
    case ["icon", var file]:
        PackageIcon.Write(file);
        return 0;
    case ["accuracy"]:
        AccuracyTable.Print(count: 400);
        return 0;
    case ["accuracy", var count]:
        AccuracyTable.Print(int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["strokes"]:
        StrokeTable.Print();
        return 0;
    case ["speed"]:
        SpeedTable.Print();
        return 0;
    default:
        Console.Error.WriteLine(
            """
            Usage: dotnet run -c Release --project eng/DocumentationPictures -- WHAT

              sheets FOLDER      writes the pictures of docs/pictures.md, of generated digits
              non-digits FILE    writes the picture of docs/generated-non-digits.md
              corruptions FILE   writes the picture of docs/robustness.md, of generated digits, as PNG
              augmentation FILE  writes the picture of docs/augmentation.md, of generated digits, as PNG
              families FILE      writes the picture of docs/rejection.md, of generated digits
              icon FILE          writes the icon of the package, docs/icon.png
              accuracy [COUNT]   how many photographed digits are classified rightly, for each condition
              strokes            how wide the strokes of training images are
              speed              how long a photograph of 12 megapixels takes

            Set MNIST_DATA_DIR to the folder with the four MNIST files; without it, digits are generated.
            """);
        return 2;
}
