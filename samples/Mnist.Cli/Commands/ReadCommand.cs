using System.CommandLine;
using System.Text.Json;
using Mnist.Cli.Data;
using Mnist.Cli.Output;
using Mnist.Cli.Results;
using Mnist.Digits;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist read</c>.</summary>
internal static class ReadCommand
{
    public static Command Create(Terminal terminal)
    {
        var images = new Argument<string[]>("IMAGE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "A PNG, JPEG, BMP, GIF, PGM, PPM or PBM with any number of digits: a number, a form, a page; or a " +
                "folder of them. Names may have * and ?, and ** for any folders; - is the standard input.",
        };
        var model = new Option<string?>("--model", "-m")
        {
            HelpName = "FILE",
            Description = "The zip of a model, instead of the model in the package.",
        };
        var annotated = new Option<string?>("--annotate")
        {
            HelpName = "OUT.png",
            Description = "Write a PNG file of the picture with boxes and digits. For one picture only.",
        };
        var command = new Command("read", "Read all digits in pictures, row by row, with ? for uncertain digits.");
        images.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => Suggestions.IsOption(token.Value)) is { } option)
            {
                result.AddError($"There is no option '{option.Value}', and no file of that name.");
            }
        });
        command.Arguments.Add(images);
        command.Options.Add(model);
        command.Options.Add(annotated);
        command.SetWork(terminal, (options, reply) =>
        {
            var names = options.GetRequiredValue(images).Select(name => (Name: name, Paths: PictureFiles.Find(name)))
                .SelectMany(found => found.Paths.DefaultIfEmpty(), (found, path) => (found.Name, Path: path)).ToList();
            var output = options.GetValue(annotated);
            if (output is not null)
            {
                if (names.Count != 1)
                {
                    throw new CommandFailedException("--annotate is for one picture. Name only one.");
                }

                OutputFile.Try(output, inputs: [names[0].Path, options.GetValue(model)]);
            }

            var file = options.GetValue(model);
            var reader = file is null ? DigitReader.LoadPretrained() : DigitReader.Load(file);
            var pictures = names.ConvertAll(name => name.Path is null
                ? new PictureRows { File = name.Name, Error = PictureFiles.None(name.Name) }
                : Read(reader, name.Path, output, reply));
            var result = new ReadResult(file ?? ModelSource.PretrainedName, pictures);
            reply.Show(result, ResultsContext.Relaxed.ReadResult, console => RowsView.Draw(console, pictures));
            return pictures.Exists(picture => picture.Error is not null) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static PictureRows Read(DigitReader reader, string path, string? output, Reply reply)
    {
        try
        {
            var found = path == PictureFiles.StandardInput ? ReadInput(reader, reply) : reader.ReadAll(path);
            if (output is not null)
            {
                AnnotatedPicture.Write(output, found);
            }

            return new PictureRows
            {
                File = path,
                Width = found.PictureSize.Width,
                Height = found.PictureSize.Height,
                Rows = [.. found.Rows.Select(row => row.Text)],
                Digits = [.. found.Select(Describe)],
            };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new PictureRows { File = path, Error = e.Message };
        }
    }

    private static DigitsInPicture ReadInput(DigitReader reader, Reply reply)
    {
        using var input = reply.OpenInput();
        return reader.ReadAll(input);
    }

    private static PlacedDigit Describe(FoundDigit digit) => new()
    {
        Digit = digit.Prediction.Digit,
        Confidence = digit.Prediction.Confidence,
        IsDigit = digit.Prediction.IsDigit,
        Finding = JsonNamingPolicy.CamelCase.ConvertName($"{digit.Prediction.Finding}"),
        Row = digit.Row,
        Left = digit.Bounds.Left,
        Top = digit.Bounds.Top,
        Width = digit.Bounds.Width,
        Height = digit.Bounds.Height,
    };
}
