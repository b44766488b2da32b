using System.Globalization;

namespace Mnist.Web.LoadTest;

/// <summary>What the user asked for.</summary>
internal sealed record CommandLine
{
    public const string Usage =
        """
        Usage: dotnet run -c Release --project benchmarks/Mnist.Web.LoadTest -- [--seconds N] [--connections N] [--limits on] [--drawings N] [--url URL]

          --seconds N      how long, 30 unless it is given
          --connections N  how many at once, 32 unless it is given
          --limits on      the server limits each address; every connection to it comes from one of its own
          --drawings N     N of 100 requests are drawings, the others pixels; 50 unless it is given
          --url URL        a server that runs already, without a rate limit; its memory is not watched
        """;

    public int Seconds { get; private init; } = 30;

    public int Connections { get; private init; } = 32;

    /// <summary>Gets a value indicating whether the server limits what each address gets.</summary>
    public bool HasLimits { get; private init; }

    /// <summary>Gets how many of 100 requests are drawings.</summary>
    public int Drawings { get; private init; } = 50;

    /// <summary>Gets the server to ask, or null to start one.</summary>
    public Uri? Url { get; private init; }

    /// <exception cref="FormatException">Something is not understood.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var command = new CommandLine();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            command = (arguments[i], arguments.ElementAtOrDefault(i + 1)) switch
            {
                ("--seconds", { } text) => command with { Seconds = ParseNumber(text, 86_400) },
                ("--connections", { } text) => command with { Connections = ParseNumber(text, 10_000) },
                ("--limits", "on") => command with { HasLimits = true },
                ("--limits", "off") => command with { HasLimits = false },
                ("--drawings", { } text) => command with { Drawings = ParseNumber(text, 100, least: 0) },
                ("--url", { } text) when Uri.TryCreate(text, UriKind.Absolute, out var url) => command with { Url = url },
                var (name, _) => throw new FormatException($"'{name}' is not understood, or its value is missing or wrong."),
            };
        }

        return command;
    }

    private static int ParseNumber(string text, int most, int least = 1) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"'{text}' is not a number from {least} to {most:N0}."));
}
