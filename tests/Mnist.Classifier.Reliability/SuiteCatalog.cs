namespace Mnist.Classifier.Reliability;

/// <summary>The suites by name.</summary>
internal static class SuiteCatalog
{
    private const string All = "all";

    private static readonly ISuite[] Suites =
        [
            new SavingSuite(), new SpecialFileSuite(), new DiskSuite(), new InterruptionSuite(), new RaceSuite(), new LongRunSuite(),
            new DeterminismSuite(), new PictureSuite(), new PageSuite(),
        ];

    public static string Usage => $"""
        Usage: dotnet run -c Release --project tests/Mnist.Classifier.Reliability -- SUITE [--quick]

        {string.Join(Environment.NewLine, Suites.Select(suite => $"  {suite.Name,-13} {suite.Description}"))}

          {All,-13} all of them

          --quick      try everything less often, to see that it works; nothing to report

        Prints what is promised and what was seen. Ends with 1 if a promise was broken.
        """;

    /// <exception cref="FormatException">There is no such suite.</exception>
    public static IReadOnlyList<ISuite> Find(string name) => name == All
        ? Suites
        : [Suites.FirstOrDefault(suite => suite.Name == name) ?? throw new FormatException($"There is no suite '{name}'.")];
}
