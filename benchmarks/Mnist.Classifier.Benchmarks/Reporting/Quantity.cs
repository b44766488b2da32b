using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Writes a number with its unit, in as many digits as mean something.</summary>
internal static class Quantity
{
    public static string Format(double? value, string unit) =>
        value is { } number ? $"{Digits(number, unit)} {unit}".TrimEnd() : "not measured";

    public static string Ratio(double ratio) => Digits(ratio, "");

    private static string Digits(double value, string unit) => value.ToString(
        (unit, Math.Abs(value)) switch
        {
            ("%", _) => "N2",
            ("nats", _) => "N4",
            ("bytes", _) => "N0",
            (_, >= 100) => "N0",
            (_, >= 10) => "N1",
            (_, >= 0.1) => "N2",
            _ => "G2",
        },
        CultureInfo.InvariantCulture);
}
