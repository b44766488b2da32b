using System.Globalization;

namespace Mnist.Classifier.Reliability;

/// <summary>Writes numbers the same way in every culture.</summary>
internal static class Text
{
    private const double BytesPerMebibyte = 1 << 20;

    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Of(double number) => number.ToString("N1", CultureInfo.InvariantCulture);

    public static string Mebibytes(long bytes) => $"{Of(bytes / BytesPerMebibyte)} MiB";

    public static string Percent(double share) => share.ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture);
}
