using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Mnist.Web.Prediction;

namespace Mnist.Web.Hosting;

/// <summary>Builds the site: its services, and the order of its middleware.</summary>
internal static class MnistWeb
{
    /// <exception cref="InvalidConfigurationException">A setting cannot be used, or the model cannot be loaded.</exception>
    public static WebApplication Create(string[] args)
    {
        // The files of the program are beside it, also if a test is the process.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(MnistWeb).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        var limits = Settings.Read(
            builder.Configuration.GetSection(LimitOptions.Section), section => section.Get<LimitOptions>());

        builder.AddListening();
        builder.AddServerLimits(limits, builder.AddProxies());
        builder.AddSharedAnswers();
        builder.AddProblems();
        builder.AddReader();
        builder.AddPrediction(limits);
        builder.AddHealth();
        builder.AddApiDescription();

        var app = builder.Build();
        app.UseProxies();
        app.UseSecurityHeaders();
        app.UseProblems();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts(); // has no effect on http requests
        }

        app.UseDefaultFiles(); // "/" is index.html
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseSharedAnswers();

        app.MapStaticAssets();
        app.MapPrediction();
        app.MapHealth();
        app.MapApiDescription();
        return app;
    }
}
