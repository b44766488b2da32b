using Mnist.Digits;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how well numbers are read, beside the popular way with the same network.</summary>
internal sealed record NumbersSuite : ISuite
{
    private const int PictureCount = 100;
    private const int DigitCount = 5;
    private const int LongestNumber = 8;
    private const float TouchingShare = 1 / 3f;

    // Of the training images; the model in the package was not trained on them.
    private const int HeldOutCount = 2000;
    private const string Popular = "threshold, components, one box each";

    private static readonly Paper[] Papers = Enum.GetValues<Paper>();

    // Where digits touch there are no boxes.
    private static readonly Paper[] OpenPapers = [Paper.Plain, Paper.Ruled, Paper.Squared];

    public string Name => "numbers";

    public string Description => "how well numbers of several digits are read, on plain, ruled, squared paper and in boxes";

    /// <summary>Gets a value indicating whether to write with held-out training images instead of test images: to tune.</summary>
    public bool IsHeldOut { get; init; }

    public void Run(Bench bench, SuiteReport report)
    {
        report.IsGrid = true;
        var reader = DigitReader.LoadPretrained();
        var digits = bench.Data.Digits;
        var images = IsHeldOut ? digits.Train.Skip(digits.Train.Count - HeldOutCount) : digits.Test;
        var count = bench.IsQuick ? 25 : PictureCount;
        report.Note($"Each row is of {count} pictures, of {(IsHeldOut ? "held-out training images" : "test images")}.");
        foreach (var paper in Papers)
        {
            Add($"{DigitCount} digits apart, {paper}", seed => new NumberWriter(images, seed).Write(DigitCount, 0, paper));
        }

        Add($"{DigitCount} digits apart, all papers", seed => new NumberWriter(images, seed).Write(DigitCount, 0, Papers[seed % Papers.Length]));
        Add("1 to 8 digits apart, all papers", seed =>
            new NumberWriter(images, seed).Write(1 + (seed % LongestNumber), 0, Papers[seed / LongestNumber % Papers.Length]));
        Add($"{DigitCount} digits, a third of the pairs touching", seed =>
            new NumberWriter(images, seed).Write(DigitCount, TouchingShare, OpenPapers[seed % OpenPapers.Length]));

        var others = Read(seed => new NumberWriter(images, seed).WriteOther());
        Share("no digit: reported as a sure digit", "ours", [.. others.Select(pair => pair.Ours.HasDigits)]);
        Share("no digit: reported as a sure digit", Popular, [.. others.Select(pair => pair.Theirs.HasDigits)]);

        Time("a row of 8 boxes, 1,000 x 150", new NumberWriter(images, 1).WritePage(1000, 150, 1, 8), bench.Repeats(20));
        Time("a page of 4,000 x 3,000 with 500 digits in boxes", new NumberWriter(images, 1).WritePage(4000, 3000, 20, 25), bench.Repeats(3));

        void Add(string name, Func<int, WrittenNumber> write)
        {
            var readings = Read(write);
            foreach (var (subject, all) in new[] { ("ours", readings.Select(pair => pair.Ours)), (Popular, readings.Select(pair => pair.Theirs)) })
            {
                var wrong = all.Where(reading => !reading.IsRight).ToList();
                Share($"{name}: every digit right", subject, [.. all.Select(reading => reading.IsRight)]);
                Share($"{name}: every digit found", subject, [.. all.Select(reading => reading.IsFound)]);
                Share($"{name}: of the wrong ones, marked unsure", subject, wrong.ConvertAll(reading => reading.IsMarked));
            }
        }

        void Share(string name, string subject, IReadOnlyList<bool> values)
        {
            if (values.Count > 0)
            {
                var share = 100.0 * values.Count(value => value) / values.Count;
                report.Add(name, "%", new Measurement(subject, [share]), $"({values.Count(value => value)} of {values.Count})");
            }
        }

        void Time(string name, WrittenNumber page, int repeats)
        {
            var found = reader.ReadAll(page.Grey, page.Height, page.Width);
            var before = GC.GetAllocatedBytesForCurrentThread();
            reader.ReadAll(page.Grey, page.Height, page.Width);
            var megabytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
            report.Add($"{name}: memory allocated", "MB", new Measurement("ours", [megabytes]), "in turns, not at once");
            var text = string.Concat(found.Rows.Select(row => row.Text));
            var seconds = Interleaved.Run(repeats, _ => Clock.Seconds(() => reader.ReadAll(page.Grey, page.Height, page.Width)))[0];
            report.Add(name, "s", new Measurement("ours", [.. seconds]), text == page.Digits ? "all right" : $"{found.Count} of {page.Digits.Length} found");
        }

        List<(NumberReading Ours, NumberReading Theirs)> Read(Func<int, WrittenNumber> write) =>
        [
            .. Enumerable.Range(0, count).AsParallel().AsOrdered().WithDegreeOfParallelism(bench.Threads).Select(seed =>
            {
                var number = write(seed);
                var found = reader.ReadAll(number.Grey, number.Height, number.Width);
                var popular = PopularWay.Read(reader, number);
                return (
                    NumberReading.Of(number, string.Join('\n', found.Rows), [.. found.Where(IsOne).Select(digit => digit.Bounds)]),
                    NumberReading.Of(
                        number,
                        string.Concat(popular.Select(find => find.Prediction.IsDigit ? (char)('0' + find.Prediction.Digit) : '?')),
                        [.. popular.Select(find => find.Bounds)]));
            }),
        ];

        static bool IsOne(FoundDigit digit) => digit.Prediction.Finding != DigitFinding.SeveralDigits;
    }
}
