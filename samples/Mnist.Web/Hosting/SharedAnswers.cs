namespace Mnist.Web.Hosting;

/// <summary>Answers that are the same for everyone are made once in a while, however often they are asked for.</summary>
internal static class SharedAnswers
{
    public static void AddSharedAnswers(this WebApplicationBuilder builder) => builder.Services.AddOutputCache();

    public static void UseSharedAnswers(this WebApplication app) => app.UseOutputCache();

    // Of one answer there is one copy: neither the host name nor the query, which anyone can make up, asks for another.
    public static void ShareFor(this IEndpointConventionBuilder endpoint, TimeSpan time) =>
        endpoint.CacheOutput(policy => policy.Expire(time).SetVaryByHost(false).SetVaryByQuery([]));
}
