using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Hosting;

public sealed class HealthTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    public async Task A_server_that_works_says_so_each_time_anew(string question)
    {
        var response = await fixture.Server.Client.GetAsync(new Uri($"health/{question}", UriKind.Relative));

        (await response.ReadAnswerAsync()).GetProperty("status").GetString().Should().Be(question);
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }
}
