namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>How often mirrors are asked again, and after how long.</summary>
public sealed class RetryTests : DownloadTest
{
    [Fact]
    public async Task Mirrors_in_trouble_are_asked_in_four_rounds_with_delays_that_double()
    {
        var first = await StartAsync(Answers.Status(500));
        var second = await StartAsync(Answers.Status(503));

        var download = () => DownloadAsync(MirrorFiles.One, first, second);

        await download.Should().ThrowAsync<MnistDownloadException>();
        first.Requests.Should().HaveCount(4);
        second.Requests.Should().HaveCount(4);
        Clock.Delays.Should().Equal(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task After_a_failure_the_next_mirror_is_tried_at_once()
    {
        var busy = await StartAsync(Answers.Status(429));

        await ExpectNextMirrorServes(busy);

        busy.Requests.Should().ContainSingle();
        Clock.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task A_mirror_without_the_file_is_not_asked_in_the_next_round()
    {
        var without = await StartAsync(Answers.Status(404));
        var busy = await StartAsync(Answers.InTurn(Answers.Status(503), Answers.Good(MirrorFiles.One)));

        await DownloadAsync(MirrorFiles.One, without, busy);

        ExpectComplete(MirrorFiles.One);
        without.Requests.Should().ContainSingle();
        busy.Requests.Should().HaveCount(2);
    }
}
