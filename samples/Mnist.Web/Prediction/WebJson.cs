using System.Text.Json.Serialization;
using Mnist.Web.Hosting;

namespace Mnist.Web.Prediction;

/// <summary>The generated serializers for JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.Strict, MaxDepth = 8)]
[JsonSerializable(typeof(PixelsRequest))]
[JsonSerializable(typeof(PredictionAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class WebJson : JsonSerializerContext;
