using System.Globalization;

namespace PretrainedModel;

/// <summary>What the user asked for.</summary>
internal sealed record Arguments
{
    /// <summary>The number of training images, the last ones, by which choices are made.</summary>
    public const int HeldOutCount = 10_000;

    public const string Usage =
        """
        Usage: dotnet run -c Release --project eng/PretrainedModel -- FILE [--held-out] [--epochs N]

        Trains the model that comes with the package and writes it to FILE, a zip;
        the package's own is src/Mnist.Digits/Pretrained/digits.zip.

          --held-out   leaves out the last 10,000 training images, and measures the model on them
          --epochs N   trains for N epochs instead of the recipe's

        MNIST_DATA_DIR has to name the folder with the four MNIST files.
        """;

    /// <summary>Gets the folder with MNIST's files.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Gets the file to write.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Gets whether to train without the last training images, and to measure on them.</summary>
    public bool IsHeldOut { get; private init; }

    /// <summary>Gets the number of epochs, or null for the recipe's.</summary>
    public int? Epochs { get; private init; }

    /// <summary>Reads the command line, or returns null if it is not understood.</summary>
    public static Arguments? Parse(IReadOnlyList<string> args)
    {
        if (args is [] || args[0].StartsWith('-') || Environment.GetEnvironmentVariable("MNIST_DATA_DIR") is not { Length: > 0 } folder)
        {
            return null;
        }

        var parsed = new Arguments { DataFolder = folder, ModelPath = args[0] };
        for (var i = 1; i < args.Count; i++)
        {
            if (args[i] == "--held-out")
            {
                parsed = parsed with { IsHeldOut = true };
            }
            else if (args[i] == "--epochs" && i + 1 < args.Count
                && int.TryParse(args[++i], NumberStyles.None, CultureInfo.InvariantCulture, out var epochs) && epochs > 0)
            {
                parsed = parsed with { Epochs = epochs };
            }
            else
            {
                return null;
            }
        }

        return parsed;
    }
}
