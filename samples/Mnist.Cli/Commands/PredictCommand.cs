using System.CommandLine;
using System.Text.Json;
using Mnist.Classifier;
using Mnist.Cli.Data;
using Mnist.Cli.Output;
using Mnist.Cli.Results;
using Mnist.Digits;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist predict</c>.</summary>
internal sealed class PredictCommand
{
    private static readonly string[] Formats = ["table", "csv", "jsonl"];

    private readonly Argument<string[]> _images = new("IMAGE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "A PNG, JPEG, BMP, GIF, PGM, PPM or PBM with one digit, of any size, or a folder of them. Names may " +
            "have * and ?, and ** for any folders; - is the standard input.",
    };

    private readonly Option<string?> _model = new("--model", "-m")
    {
        HelpName = "FILE",
        Description = "The zip of a model, instead of the model in the package.",
    };

    private readonly Option<string?> _table = new("--table")
    {
        HelpName = "FILE",
        Description = "Read the images of a table of pixels without labels, such as Kaggle's test.csv, and write a submission.",
    };

    private readonly Option<string> _format = new("--format")
    {
        HelpName = "table|csv|jsonl",
        Description = "The format of the result: a table, CSV, or a line of JSON for each picture.",
        DefaultValueFactory = _ => "table",
    };

    private readonly Option<string?> _output = new("--out", "-o")
    {
        HelpName = "FILE",
        Description = "Write CSV, or with --format jsonl JSON lines, to this file.",
    };

    private readonly TableOptions _tableOptions = new();

    public static Command Create(Terminal terminal) => new PredictCommand().CreateCommand(terminal);

    private Command CreateCommand(Terminal terminal)
    {
        var command = new Command("predict", "Read the digits in pictures.");
        _format.CompletionSources.Add(Formats);
        _format.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } format && !Formats.Contains(format))
            {
                result.AddError($"--format is '{format}'; it must be {string.Join(", ", Formats[..^1])} or {Formats[^1]}.");
            }
        });
        command.Arguments.Add(_images);
        command.Options.Add(_model);
        command.Options.Add(_table);
        _tableOptions.AddTo(command);
        command.Options.Add(_format);
        command.Options.Add(_output);
        command.Validators.Add(result =>
        {
            var images = result.GetValue(_images) ?? [];
            if (images.FirstOrDefault(Suggestions.IsOption) is { } option)
            {
                result.AddError($"There is no option '{option}', and no file of that name.");
            }
            else if (images.Length == 0 && result.GetResult(_table) is null)
            {
                result.AddError("Name IMAGE.");
            }
            else if (images.Length > 0 && result.GetResult(_table) is not null)
            {
                result.AddError("IMAGE and --table exclude each other.");
            }
        });
        command.SetWork(terminal, Predict);
        return command;
    }

    private int Predict(ParseResult options, Reply reply)
    {
        var output = options.GetValue(_output);
        var file = options.GetValue(_model);
        var table = options.GetValue(_table);
        var pictures = (options.GetValue(_images) ?? []).Select(name => (Name: name, Paths: PictureFiles.Find(name))).ToList();
        if (output is not null)
        {
            OutputFile.Try(output, inputs: [file, table, .. pictures.SelectMany(picture => picture.Paths)]);
        }

        var classifier = file is null ? MnistClassifier.LoadPretrained() : MnistClassifier.Load(file);
        var predictions = table is null
            ? ReadPictures(classifier, pictures, reply)
            : ReadTable(classifier, table, _tableOptions.Layout(options));
        var result = new PredictResult(file ?? ModelSource.PretrainedName, predictions);
        Show(reply, result, options.GetRequiredValue(_format), output, table is not null);
        return predictions.Any(prediction => prediction is { Error: not null, Pixels: null }) ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Show(Reply reply, PredictResult result, string format, string? output, bool isSubmission)
    {
        Action<TextWriter, IEnumerable<PicturePrediction>> write = format == "jsonl" ? PredictionLines.WriteJson
            : isSubmission ? PredictionLines.WriteSubmission
            : PredictionLines.WriteCsv;
        if (output is not null)
        {
            reply.ShowWritten(output, writer => write(writer, result.Predictions));
        }
        else if (format != "table" || isSubmission)
        {
            reply.ShowLines(result, ResultsContext.Relaxed.PredictResult, writer => write(writer, result.Predictions));
        }
        else
        {
            reply.Show(
                result, ResultsContext.Relaxed.PredictResult, console => PredictionView.Draw(console, result.Predictions));
        }
    }

    private static List<PicturePrediction> ReadPictures(
        MnistClassifier classifier, List<(string Name, IReadOnlyList<string> Paths)> files, Reply reply)
    {
        var count = files.Sum(file => Math.Max(1, file.Paths.Count));
        return reply.ShowProgress("Reading", bar =>
        {
            var predictions = new List<PicturePrediction>(count);
            foreach (
                var (name, path) in files.SelectMany(file => file.Paths.DefaultIfEmpty(), (file, path) => (file.Name, path)))
            {
                predictions.Add(
                    path is null ? new() { File = name, Error = PictureFiles.None(name) } : Read(classifier, path, reply));
                bar.Set(predictions.Count, count);
            }

            return predictions;
        });
    }

    private static List<PicturePrediction> ReadTable(MnistClassifier classifier, string path, ImageSetLayout layout)
    {
        var images = LabeledImages.FromCsv(path, layout with { HasLabels = false });
        var predictions = new PicturePrediction[images.Count];
        Parallel.For(0, images.Count, index =>
            predictions[index] = Describe($"{path}:{index + 1}", classifier.Predict(images.GetPixels(index))));
        return [.. predictions];
    }

    private static PicturePrediction Read(MnistClassifier classifier, string path, Reply reply)
    {
        try
        {
            return Describe(
                path, classifier.Predict(path == PictureFiles.StandardInput ? Load(reply.OpenInput()) : DigitImage.Load(path)));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new PicturePrediction { File = path, Error = e.Message };
        }
    }

    private static PicturePrediction Describe(string path, DigitPrediction prediction)
    {
        var pixels = prediction.Pixels.ToArray();
        var finding = JsonNamingPolicy.CamelCase.ConvertName($"{prediction.Finding}");
        return prediction.Finding switch
        {
            DigitFinding.Blank => new() { File = path, Error = "The picture is blank.", Finding = finding, Pixels = pixels },
            DigitFinding.TooSmall => new()
            {
                File = path,
                Error = "The picture is too small: its longest side has less than 12 pixels. Take one of at least 28 " +
                    "pixels a side.",
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

    private static DigitImage Load(Stream stream)
    {
        using (stream)
        {
            return DigitImage.Load(stream);
        }
    }
}
