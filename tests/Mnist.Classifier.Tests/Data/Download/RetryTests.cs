using System.Globalization;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>How often a mirror is asked again, and after how long.</summary>
public sealed class RetryTests : DownloadTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_mirror_that_stays_in_trouble_is_left_after_the_retries_allowed(int retries)
    {
        var bad = await StartAsync(Answers.Status(500));
        var good = await StartAsync(Answers.Good(MirrorFiles.One));

        await DownloadAsync(MirrorFiles.One, Options(bad.Address, good.Address) with { RetriesPerMirror = retries });

        ExpectComplete(MirrorFiles.One);
        bad.Requests.Should().HaveCount(1 + retries);
        Clock.Delays.Should().HaveCount(retries);
    }

    [Fact]
    public async Task Delays_grow_from_the_first_one_and_stay_below_half_a_minute()
    {
        var bad = await StartAsync(Answers.Status(500));

        var download = () => DownloadAsync(MirrorFiles.One, Options(bad.Address) with { RetriesPerMirror = 20 });

        await download.Should().ThrowAsync<MnistDownloadException>();
        Clock.Delays.Should().HaveCount(20).And.OnlyContain(delay => delay <= TimeSpan.FromSeconds(30));
        // Chance moves each delay, but the sum of the first six stays within a factor of two.
        var first = Clock.Delays.Take(6).ToArray();
        Sum(first).Should().BeGreaterThan(TimeSpan.FromSeconds(11)).And.BeLessThan(TimeSpan.FromSeconds(23));
        first.Should().NotEqual(Enumerable.Range(0, 6).Select(i => TimeSpan.FromSeconds(0.5 * (1 << i))));
    }

    [Fact]
    public async Task Delays_whose_first_is_longer_than_half_a_minute_do_not_grow()
    {
        var bad = await StartAsync(Answers.Status(500));
        var options = Options(bad.Address) with { RetriesPerMirror = 10, FirstRetryDelay = TimeSpan.FromMinutes(1) };

        await FluentActions.Awaiting(() => DownloadAsync(MirrorFiles.One, options)).Should().ThrowAsync<MnistDownloadException>();

        Clock.Delays.Should().HaveCount(10).And.OnlyContain(delay => delay <= TimeSpan.FromMinutes(1));
        Sum(Clock.Delays).Should().BeGreaterThan(TimeSpan.FromMinutes(6));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("60", 60)]
    [InlineData("date", 45)]
    [InlineData("past", 0)]
    public async Task A_mirror_that_says_when_to_come_back_is_asked_then(string retryAfter, int seconds)
    {
        var header = retryAfter switch
        {
            "date" => Clock.Now.AddSeconds(45).ToString("R", CultureInfo.InvariantCulture),
            "past" => Clock.Now.AddHours(-1).ToString("R", CultureInfo.InvariantCulture),
            _ => retryAfter,
        };
        var mirror = await StartAsync(Answers.InTurn(Answers.Status(429, header), Answers.Good(MirrorFiles.One)));

        await DownloadAsync(MirrorFiles.One, mirror);

        mirror.Requests.Should().HaveCount(2);
        Sum(Clock.Delays).Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task A_mirror_that_asks_for_a_long_time_is_left()
    {
        var busy = await StartAsync(Answers.Status(429, "3600"));

        await ExpectNextMirrorServes(busy);

        busy.Requests.Should().ContainSingle();
        Clock.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task A_retry_after_that_nobody_can_read_is_ignored()
    {
        var mirror = await StartAsync(Answers.InTurn(Answers.Status(503, "soon"), Answers.Good(MirrorFiles.One)));

        await DownloadAsync(MirrorFiles.One, mirror);

        Clock.Delays.Should().ContainSingle();
    }
}
