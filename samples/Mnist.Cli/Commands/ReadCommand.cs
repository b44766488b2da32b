using System.CommandLine;
using System.Text.Json;
using Mnist.Cli.Output;
using Mnist.Cli.Results;
using Mnist.Digits;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist read</c>.</summary>
internal static class ReadCommand
{
    public static Command Create(Terminal terminal)
    {
        var images = PictureNames.CreateArgument("A PNG, JPEG, BMP, GIF, PGM, PPM or PBM with any number of digits: a number, a form, a page.");
        var model = new Option<string?>("--model", "-m")
        {
            HelpName = "FILE",
            Description = "The zip of a model. Otherwise the model that comes with the package.",
        };
        var annotated = new Option<string?>("--annotate")
        {
            HelpName = "OUT.png",
            Description = "Draw the picture with boxes and answers into a PNG file. Only for one picture.",
        };
        var command = new Command("read", "Read all digits in pictures, row by row; ? where none is sure.");
        command.Arguments.Add(images);
        command.Options.Add(model);
        command.Options.Add(annotated);
        command.SetWork(terminal, (options, reply) =>
        {
            var names = PictureNames.Expand(options.GetRequiredValue(images)).ToList();
            var output = options.GetValue(annotated);
            if (output is not null)
            {
                if (names.Count != 1)
                {
                    throw new CommandFailedException("--annotate draws one picture. Name one alone.");
                }

                OutputFile.Check(output);
            }

            var file = options.GetValue(model);
            var reader = file is null ? DigitReader.LoadPretrained() : DigitReader.Load(file);
            var pictures = names.ConvertAll(name => Read(reader, name, output, reply));
            var result = new ReadResult(file ?? ModelSource.PretrainedName, pictures);
            reply.Show(result, ResultsContext.Relaxed.ReadResult, console => RowsView.Draw(console, pictures));
            return pictures.Exists(picture => picture.Error is not null) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static PictureRows Read(DigitReader reader, PictureName name, string? output, Reply reply)
    {
        if (name.Fault is not null)
        {
            return new PictureRows { File = name.Path, Error = name.Fault };
        }

        try
        {
            var found = name.IsStandardInput ? ReadInput(reader, reply) : reader.ReadAll(name.Path);
            if (output is not null)
            {
                AnnotatedPicture.Write(output, found);
            }

            return new PictureRows
            {
                File = name.Path,
                Width = found.PictureSize.Width,
                Height = found.PictureSize.Height,
                Rows = [.. found.Rows.Select(row => row.Text)],
                Digits = [.. found.Select(Describe)],
            };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new PictureRows { File = name.Path, Error = e.Message };
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
