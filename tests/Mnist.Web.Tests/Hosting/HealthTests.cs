using System.Net;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Hosting;

public sealed class HealthTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    public async Task A_healthy_server_says_so_and_the_answer_is_not_cached(string question)
    {
        var response = await fixture.Server.Client.GetAsync(new Uri($"health/{question}", UriKind.Relative));

        (await response.ReadAnswerAsync()).GetProperty("status").GetString().Should().Be(question);
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task A_prediction_is_made_once_a_second_however_often_it_is_asked_for()
    {
        using var minute = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        HttpResponseMessage response;
        do
        {
            response = await fixture.Server.Client.GetAsync(new Uri("health/ready", UriKind.Relative), minute.Token);
        }
        while (response.Headers.Age is null); // which an answer has that was given before

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
