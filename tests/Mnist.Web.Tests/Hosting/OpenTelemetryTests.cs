using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Mnist.Web.Tests.Hosting;

/// <summary>What README.md says to add for OpenTelemetry is there to be added.</summary>
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task The_lines_of_the_page_export_the_meter()
    {
        var builder = WebApplication.CreateBuilder();
        AddExport(builder);
        await using var app = builder.Build();

        app.Services.GetRequiredService<MeterProvider>().ForceFlush(timeoutMilliseconds: 0);

        var page = await File.ReadAllTextAsync(Path.Join(SampleFolder, "README.md"));
        var source = await File.ReadAllTextAsync(Path.Join(SampleFolder, "../../tests/Mnist.Web.Tests/Hosting/OpenTelemetryTests.cs"));
        var snippet = page.Split("```csharp\n")[1].Split("```")[0];
        Words(source).Should().Contain(Words(snippet));
    }

    private static string SampleFolder => typeof(OpenTelemetryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "SampleFolder").Value!;

    private static void AddExport(WebApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("Mnist.Web", "Microsoft.AspNetCore.Hosting").AddOtlpExporter());
    }

    private static string Words(string code) => string.Join(' ', code.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
