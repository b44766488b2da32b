using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mnist.Cli.Results;

/// <summary>Writes results as JSON: names in camel case, one line.</summary>
[JsonSerializable(typeof(DataResult))]
[JsonSerializable(typeof(EnvironmentResult))]
[JsonSerializable(typeof(Evaluation))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(ModelResult))]
[JsonSerializable(typeof(PredictResult))]
[JsonSerializable(typeof(ReadResult))]
[JsonSerializable(typeof(TrainResult))]
[JsonSerializable(typeof(WrittenFile))]
internal sealed partial class ResultsContext : JsonSerializerContext
{
    /// <summary>
    /// Gets the context to use. It writes file names as they are, because this is not written into a web page.
    /// </summary>
    public static ResultsContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
