using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mnist.Web.Prediction;
using Mnist.Web.Tests.Support;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Mnist.Web.Tests.Hosting;

/// <summary>What README.md says to add for OpenTelemetry is there to be added.</summary>
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task The_lines_of_the_page_collect_what_the_server_counts()
    {
        var builder = WebApplication.CreateBuilder();
        AddExport(builder);
        var names = new Names();
        using var reader = new BaseExportingMetricReader(names);
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddReader(reader));
        await using var app = builder.Build();
        app.Services.GetRequiredService<MeterProvider>();

        new PredictionMetrics(app.Services.GetRequiredService<IMeterFactory>()).CountRefusal(400);
        reader.Collect();

        names.Seen.Should().Contain("mnist.refusals");
    }

    [Fact]
    public async Task The_lines_of_the_page_are_those_that_are_compiled_here()
    {
        var page = await File.ReadAllTextAsync(Path.Join(Sample.Folder, "README.md"));
        var source = await File.ReadAllTextAsync(
            Path.Join(Sample.Folder, "../../tests/Mnist.Web.Tests/Hosting/OpenTelemetryTests.cs"));
        var snippet = page.Split("```csharp\n")[1].Split("```")[0];

        Words(source).Should().Contain(Words(snippet));
    }

    private static void AddExport(WebApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("Mnist.Web", "Microsoft.AspNetCore.Hosting").AddOtlpExporter());
    }

    private static string Words(string code) =>
        string.Join(' ', code.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Keeps the names of what is exported.</summary>
    private sealed class Names : BaseExporter<Metric>
    {
        public List<string> Seen { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                Seen.Add(metric.Name);
            }

            return ExportResult.Success;
        }
    }
}
