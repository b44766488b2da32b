namespace Mnist.Classifier.Benchmarks;

/// <summary>The suites by name.</summary>
internal static class SuiteCatalog
{
    private const string All = "all";

    private static readonly ISuite[] Comparisons =
    [
        new TrainingSuite(), new AugmentationSuite(), new ScoringSuite(), new StartupSuite(), new MemorySuite(), new ScaleSuite(),
        new SparseTextSuite(), new ProductsSuite(), new NormalizationSuite(),
    ];

    private static readonly ISuite[] Others =
    [
        new AccuracySuite(), new RobustnessSuite(), new RejectionSuite(), new CalibrationSuite(), new GeneratorSuite(),
        new HandwritingSuite(), new NumbersSuite(), new TabularSuite(),
    ];

    public static string Usage => $"""
        Usage: dotnet run -c Release --project benchmarks/Mnist.Classifier.Benchmarks -- SUITE [--json FILE] [--threads N] [--quick]

        {string.Join(Environment.NewLine, Comparisons.Concat(Others).Select(Describe))}

          accuracy:
            --best            the recipe Best too, with one seed, which takes most of an hour
          generator:
            --test            on the real test images too: only to report, never to tune
            --sheet FILE.png  only draw some of the digits into a picture
          hands FOLDER:        digits.csv there names files and their digits; boxed.csv and others.csv may: see docs/pictures.md
            --list            name every picture that is not read as it should be
            --opencv          by the popular way in OpenCV too, with the same network
            --degraded        read blurred, shaded and noisy copies too
            --model FILE.zip  a saved model instead of the one in the package
          numbers:
            --held-out        of the last 2,000 training images, which the model was not trained on: to tune
          robustness, rejection, calibration:
            --held-out        trained without the last 10,000 training images, and measured on these: to tune
            --model FILE.zip  a saved model alone
          calibration:
            --diagrams FOLDER draw a reliability diagram of each model into a PNG file there

          {All,-12} {string.Join(", ", Comparisons.Select(suite => suite.Name))}

          --json FILE   write the results there too, as an array of objects: suite, case, subject, median, unit, ratio
                        (the median divided by ours in the same case)
          --threads N   the threads of each subject; otherwise what OMP_NUM_THREADS says, otherwise one for each core
          --quick       measure everything once, to see that it works; nothing to report

        Set MNIST_DATA_DIR to the folder with the four MNIST files; without it, as many digits are generated.
        tabular needs {TabularSet.Variable}, a folder of tables.
        """;

    /// <exception cref="FormatException">There is no such suite.</exception>
    public static IReadOnlyList<ISuite> Find(string name) => name == All
        ? Comparisons
        : [Comparisons.Concat(Others).FirstOrDefault(suite => suite.Name == name)
            ?? throw new FormatException($"There is no suite '{name}'.")];

    private static string Describe(ISuite suite) => $"  {suite.Name,-12} {suite.Description}";
}
