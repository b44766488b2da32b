using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Mnist.Digits;
using Mnist.Web.Hosting;

namespace Mnist.Web.Prediction;

/// <summary>POST /predict: returns the prediction for an image.</summary>
internal static class PredictEndpoint
{
    public static void AddPrediction(this WebApplicationBuilder builder, LimitOptions limits)
    {
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default);
            json.SerializerOptions.NumberHandling = WebJson.Default.Options.NumberHandling;
        });
        builder.Services
            .AddSingleton(limits)
            .AddSingleton(Settings.Read(
                builder.Configuration.GetSection(RateLimitOptions.Section), section => section.Get<RateLimitOptions>()))
            .AddSingleton<ClientBudget>()
            .AddSingleton<LargeUploads>()
            .AddSingleton<ReadingThreads>()
            .AddSingleton<PictureReader>()
            .AddSingleton<ImageReader>()
            .AddSingleton<PredictionMetrics>();
    }

    public static void MapPrediction(this WebApplication app) => app.MapPost("/predict", PredictAsync)
        .WithName("Predict")
        .WithTags("Prediction")
        .DescribePrediction(app.Services.GetRequiredService<LimitOptions>());

    private static async Task<Results<Ok<PredictionAnswer>, ProblemHttpResult>> PredictAsync(
        HttpContext context, DigitReader digits, ImageReader images, PredictionMetrics metrics)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var answer = await images.ReadAsync(digits, context.Request, context.RequestAborted);
            metrics.Count(answer, started);
            return TypedResults.Ok(answer);
        }
        catch (RefusedRequestException refused)
        {
            metrics.CountRefusal(refused.Status);
            if (refused.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }

            return TypedResults.Problem(
                refused.Message, statusCode: refused.Status, title: refused.Title,
                type: refused.Status == StatusCodes.Status429TooManyRequests
                    ? "https://tools.ietf.org/html/rfc6585#section-4" : null);
        }
        catch (BadHttpRequestException broken)
        {
            metrics.CountRefusal(broken.StatusCode);
            return TypedResults.Problem(
                $"{broken.Message} Send the request again.", statusCode: broken.StatusCode, title: "The request cannot be " +
                    "read");
        }
        catch (OperationCanceledException) when (IsOverdue(context))
        {
            metrics.CountRefusal(StatusCodes.Status504GatewayTimeout);
            throw; // to the timeout middleware, which answers
        }
    }

    private static bool IsOverdue(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;
}
