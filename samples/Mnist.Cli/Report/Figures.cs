using System.Globalization;

namespace Mnist.Cli.Report;

/// <summary>Writes the numbers of the report: the same in every culture, and never rounded to 0 or 100 %.</summary>
internal static class Figures
{
    /// <summary>The text for a missing number.</summary>
    public const string None = "–";

    private const string Space = "\u00A0"; // a number and its unit stay on one line

    /// <summary>
    /// Writes a fraction from 0 to 1 as a percentage. All of something is "100.00 %", and nearly all is "over 99.99 %".
    /// </summary>
    public static string Percent(double? share, int decimals = 2)
    {
        if (share is not { } value || !double.IsFinite(value))
        {
            return None;
        }

        var step = Math.Pow(10, -decimals);
        return value switch
        {
            < 1 and > 0 when 100 * value > 100 - (step / 2) => $"over {Unit(100 - step, decimals)}",
            > 0 when 100 * value < step / 2 => $"under {Unit(step, decimals)}",
            _ => Unit(100 * value, decimals),
        };
    }

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(double? value, int decimals) => value is { } number && double.IsFinite(number)
        ? number.ToString($"F{decimals}", CultureInfo.InvariantCulture)
        : None;

    /// <summary>Writes a loss, never rounded to 0.</summary>
    public static string Loss(double? loss) => loss is > 0 and < 0.00005 ? "under 0.0001" : Number(loss, 4);

    /// <summary>Writes a number of any size to three digits.</summary>
    public static string Short(double value) =>
        value.ToString(Math.Abs(value) is > 0 and < 0.001 ? "0.##e+0" : "G3", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => $"{Number(time.TotalSeconds, 1)}{Space}s",
        { TotalHours: < 2 } => $"{Number(time.TotalMinutes, 1)}{Space}min",
        _ => $"{Number(time.TotalHours, 1)}{Space}h",
    };

    /// <summary>Writes a digit with its article: "a 4", "an 8".</summary>
    public static string Article(int digit) => digit == 8 ? "an 8" : $"a {digit}";

    private static string Unit(double percent, int decimals) => $"{Number(percent, decimals)}{Space}%";
}
