using System.CommandLine;
using System.Text.Json;
using Mnist.Classifier;
using Mnist.Cli.Output;
using Mnist.Cli.Results;
using Mnist.Digits;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist predict</c>.</summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal)
    {
        var images = PictureNames.CreateArgument("A PNG, JPEG, BMP, GIF, PGM, PPM or PBM with one digit, of any size.");
        var model = new Option<string?>("--model", "-m")
        {
            HelpName = "FILE",
            Description = "The zip of a model. Otherwise the model that comes with the package.",
        };
        var command = new Command("predict", "Read the digits in pictures.");
        command.Arguments.Add(images);
        command.Options.Add(model);
        command.SetWork(terminal, (options, reply) =>
        {
            var file = options.GetValue(model);
            var classifier = file is null ? MnistClassifier.LoadPretrained() : MnistClassifier.Load(file);
            var predictions = PictureNames.Expand(options.GetRequiredValue(images)).Select(name => name.Fault is null
                ? Read(classifier, name, reply)
                : new PicturePrediction { File = name.Path, Error = name.Fault }).ToList();
            var result = new PredictResult(file ?? ModelSource.PretrainedName, predictions);
            reply.Show(result, ResultsContext.Relaxed.PredictResult, console => PredictionView.Draw(console, predictions));
            return predictions.Exists(prediction => prediction is { Error: not null, Pixels: null }) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static PicturePrediction Read(MnistClassifier classifier, PictureName name, Reply reply)
    {
        var path = name.Path;
        try
        {
            var image = name.IsStandardInput ? Load(reply.OpenInput()) : DigitImage.Load(path);
            var prediction = classifier.Predict(image);
            var pixels = prediction.Pixels.ToArray();
            var finding = JsonNamingPolicy.CamelCase.ConvertName($"{prediction.Finding}");
            return prediction.Finding switch
            {
                DigitFinding.Blank => new() { File = path, Error = "The picture is blank.", Finding = finding, Pixels = pixels },
                DigitFinding.TooSmall => new()
                {
                    File = path,
                    Error = "The picture is too small: it has less than 12 pixels on its longest side, and nothing is seen in them. " +
                        "Take one of 28 pixels a side or more.",
                    Finding = finding,
                    Pixels = pixels,
                },
                _ => new()
                {
                    File = path,
                    Digit = prediction.Digit,
                    Confidence = prediction.Confidence,
                    IsDigit = prediction.IsDigit,
                    Finding = finding,
                    Probabilities = prediction.Probabilities,
                    Pixels = pixels,
                },
            };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new PicturePrediction { File = path, Error = e.Message };
        }
    }

    private static DigitImage Load(Stream stream)
    {
        using (stream)
        {
            return DigitImage.Load(stream);
        }
    }
}
