namespace Mnist.Web.Hosting;

/// <summary>Caches responses that are the same for everyone.</summary>
internal static class SharedAnswers
{
    public static void AddSharedAnswers(this WebApplicationBuilder builder) => builder.Services.AddOutputCache();

    public static void UseSharedAnswers(this WebApplication app) => app.UseOutputCache();

    // One copy of each response: host names and queries, which anyone can make up, do not vary it.
    public static void ShareFor(this IEndpointConventionBuilder endpoint, TimeSpan time) =>
        endpoint.CacheOutput(policy => policy.Expire(time).SetVaryByHost(false).SetVaryByQuery([]));
}
