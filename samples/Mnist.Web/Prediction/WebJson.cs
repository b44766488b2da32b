using System.Text.Json.Serialization;
using Mnist.Web.Hosting;

namespace Mnist.Web.Prediction;

/// <summary>How JSON is read and written, made when the program is compiled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.Strict, MaxDepth = 8)]
[JsonSerializable(typeof(PixelsRequest))]
[JsonSerializable(typeof(PredictionAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class WebJson : JsonSerializerContext;
