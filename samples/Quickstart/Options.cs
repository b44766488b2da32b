using Mnist.Digits;

namespace Quickstart;

/// <summary>The options of the command line.</summary>
/// <param name="DataFolder">The folder with MNIST, or null.</param>
/// <param name="Pictures">Pictures of digits to read at the end.</param>
internal sealed record Options(string? DataFolder, IReadOnlyList<string> Pictures)
{
    public const string Usage = """
        Usage: dotnet run -c Release --project samples/Quickstart [-- [--data DIR] [--picture FILE]...]

          --data DIR       the folder with the digits (docs/data.md); else MNIST_DATA_DIR, the cache, a download, generated digits
          --picture FILE   a PNG, JPEG, BMP, GIF, PGM, PPM or PBM of a digit to read when the training is done
        """;

    /// <summary>Checks the pictures before the training.</summary>
    /// <exception cref="FileNotFoundException">A picture does not exist.</exception>
    /// <exception cref="InvalidDataException">A file is not a picture, or damaged.</exception>
    public void RequirePictures()
    {
        foreach (var picture in Pictures)
        {
            DigitImage.Load(picture);
        }
    }

    /// <summary>Returns null if the arguments are not valid.</summary>
    public static Options? Parse(ReadOnlySpan<string> arguments)
    {
        string? dataFolder = null;
        var pictures = new List<string>();
        for (; !arguments.IsEmpty; arguments = arguments[2..])
        {
            switch (arguments)
            {
                case ["--data", { Length: > 0 } folder, ..] when dataFolder is null:
                    dataFolder = folder;
                    break;
                case ["--picture", { Length: > 0 } file, ..]:
                    pictures.Add(file);
                    break;
                default:
                    return null;
            }
        }

        return new Options(dataFolder, pictures);
    }
}
