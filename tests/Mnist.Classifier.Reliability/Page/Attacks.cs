namespace Mnist.Classifier.Reliability;

/// <summary>What one address can do against all others.</summary>
internal static class Attacks
{
    private const int Side = 2_000; // as large as the page reads
    private const int SmallSide = 1_000;

    private static readonly TimeSpan AtOnce = TimeSpan.Zero;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("JPEGs with a hundred empty scans, 9 at once", (attacker, end) => attacker.SendAsync(EmptyScans(), 9, AtOnce, end)),
        new("progressive JPEGs of 4 megapixels, 9 at once", (attacker, end) => attacker.SendAsync(Progressive(), 9, AtOnce, end)),
        new("PNGs of a megapixel, 2 a second", (attacker, end) => attacker.SendAsync(PngBytes.Write(SmallSide, SmallSide, 8, 6), 2, Second, end)),
        new("PNGs of a megapixel, 32 at once", (attacker, end) => attacker.SendAsync(PngBytes.Write(SmallSide, SmallSide, 8, 6), 32, AtOnce, end)),
        new("interlaced PNGs of 4 megapixels, 32 at once",
            (attacker, end) => attacker.SendAsync(PngBytes.Write(Side, Side, 16, 6, isInterlaced: true), 32, AtOnce, end)),
        new("1,000 silent connections", (attacker, end) => attacker.ConnectAsync(1_000, "", end)),
        new("200 chunks whose size no number holds", (attacker, end) => attacker.ConnectAsync(
            200,
            "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
            end)),
    ];

    private static byte[] EmptyScans()
    {
        var jpeg = new JpegBytes(JpegBytes.Baseline, Side, Side, 0x11);
        for (var i = 0; i < 100; i++)
        {
            jpeg.Scan([0], 0, 63, 0, zeros: 0);
        }

        return jpeg.ToArray(66_000);
    }

    private static byte[] Progressive()
    {
        var jpeg = new JpegBytes(JpegBytes.Progressive, Side, Side, 0x11, 0x11, 0x11) { Symbol = 1 };
        jpeg.Scan([0, 1, 2], 0, 0, 0, jpeg.BlockCount);
        for (byte component = 0; component < 3; component++)
        {
            jpeg.Scan([component], 1, 63, 0, zeros: 8);
        }

        return jpeg.ToArray();
    }
}

/// <summary>One thing to do.</summary>
/// <param name="What">What it is.</param>
/// <param name="RunAsync">Does it until it is told to end.</param>
internal sealed record Attack(string What, Func<Attacker, CancellationToken, Task> RunAsync);
