using System.Net;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>Answers every request that there is nothing, without a network.</summary>
internal sealed class Refusal : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
}
