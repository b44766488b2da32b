using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Mnist.Digits;
using Mnist.Web.Hosting;

namespace Mnist.Web.Prediction;

/// <summary>POST /predict: an image comes in, a prediction goes out.</summary>
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
            .AddSingleton<LargePictures>()
            .AddSingleton<PictureReader>()
            .AddSingleton<ImageReader>()
            .AddSingleton<PredictionMetrics>();
    }

    public static void MapPrediction(this WebApplication app) => app.MapPost("/predict", PredictAsync)
        .RequireRateLimiting(ClientRateLimit.Policy)
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
            return Refuse(context, refused.Status, refused.Title, refused.Message);
        }
        catch (BadHttpRequestException broken)
        {
            metrics.CountRefusal(broken.StatusCode);
            return Refuse(context, broken.StatusCode, "The request cannot be read", $"{broken.Message} Send the request again.");
        }
        catch (OperationCanceledException) when (IsOverdue(context))
        {
            metrics.CountRefusal(StatusCodes.Status504GatewayTimeout);
            throw; // to whoever measures the time, and answers
        }
    }

    private static bool IsOverdue(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;

    private static ProblemHttpResult Refuse(HttpContext context, int status, string title, string detail)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return TypedResults.Problem(detail, statusCode: status, title: title);
    }
}
