using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Mnist.Batch.Pictures;
using Mnist.Digits;

namespace Mnist.Batch.Answers;

/// <summary>Reads pictures, and makes a row of each: also of those that cannot be read.</summary>
/// <param name="reader">What reads them.</param>
/// <param name="root">The folder that relative paths start at.</param>
/// <param name="isLastTry">
/// Whether a fault that may be the machine's, and not the picture's, goes into the row: a disk or a mount that fails, too
/// little memory. Else it is thrown, for the job to be tried again.
/// </param>
internal sealed class PictureReading(DigitReader reader, string root, bool isLastTry)
{
    private const string NotThere = "There is no such file.";

    /// <summary>Reads them.</summary>
    /// <exception cref="DirectoryNotFoundException">None of the pictures is there.</exception>
    /// <exception cref="IOException">A disk or a mount fails.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<Answer> Read(IReadOnlyList<Picture> pictures, CancellationToken cancellationToken)
    {
        var answers = new List<Answer>(pictures.Count);
        for (var start = 0; start < pictures.Count; start = answers.Count)
        {
            // Pictures of one archive follow each other, and it is opened once.
            var name = pictures[start].File;
            using var file = PictureFile.Of(Path.Combine(root, name));
            foreach (var picture in pictures.Skip(start).TakeWhile(picture => picture.File == name))
            {
                cancellationToken.ThrowIfCancellationRequested();
                answers.Add(Read(file, picture));
            }
        }

        // One file may be gone; a thousand are behind a mount that is.
        return isLastTry || answers.Exists(answer => answer.Error != NotThere)
            ? answers
            : throw new DirectoryNotFoundException(
                $"None of the {pictures.Count} pictures is there, from '{Path.Combine(root, pictures[0].File)}' on. Is " +
                "their folder mounted on this machine?");
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "In the last try it is a row.")]
    private Answer Read(PictureFile file, Picture picture)
    {
        try
        {
            var prediction = reader.ReadImage(file.Load(picture));
            var isRead = prediction.Finding is not (DigitFinding.Blank or DigitFinding.TooSmall);
            return new()
            {
                File = picture.File,
                Entry = picture.Entry,
                Finding = JsonNamingPolicy.CamelCase.ConvertName($"{prediction.Finding}"),
                Digit = isRead ? prediction.Digit : null,
                Confidence = isRead ? prediction.Confidence : null,
            };
        }
        catch (Exception e) when (ReasonOf(e) is { } reason)
        {
            return new() { File = picture.File, Entry = picture.Entry, Error = reason };
        }
    }

    // The same on every machine: no path, which may differ.
    private string? ReasonOf(Exception exception) => exception switch
    {
        InvalidDataException => exception.Message.Replace("The stream", "The picture", StringComparison.Ordinal),
        FileNotFoundException or DirectoryNotFoundException => NotThere,
        EndOfStreamException => "The file ends within the picture.",
        UnauthorizedAccessException => "Access is denied.",
        _ => isLastTry ? $"{exception.GetType().Name}: {exception.Message}" : null,
    };
}
