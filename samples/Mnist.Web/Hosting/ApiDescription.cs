using Microsoft.OpenApi;

namespace Mnist.Web.Hosting;

/// <summary>The OpenAPI document, at /openapi/v1.json.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Handwritten digits",
                Version = "1",
                Description =
                    "Reads a handwritten digit in a picture. " +
                    "Refusals are problem details (RFC 9457) whose detail says what to do.",
                License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
            };
            // Otherwise the host name of one request would be cached for others.
            document.Servers = [];
            return Task.CompletedTask;
        }));

    public static void MapApiDescription(this WebApplication app) => app.MapOpenApi().ShareFor(TimeSpan.FromHours(1));
}
