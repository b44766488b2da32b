using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Mnist.Batch.Pictures;
using Mnist.Digits;

namespace Mnist.Batch.Answers;

/// <summary>Reads pictures into rows, also those that cannot be read.</summary>
/// <param name="reader">The reader.</param>
/// <param name="root">The folder where relative paths start.</param>
/// <param name="isLastTry">
/// Whether a fault that may be of the machine and not of the picture, such as a disk that fails or too little memory, goes into
/// the row. Otherwise it is thrown, so that the job is tried again.
/// </param>
internal sealed class PictureReading(DigitReader reader, string root, bool isLastTry)
{
    private const string NotThere = "There is no such file.";

    /// <summary>Reads them.</summary>
    /// <exception cref="DirectoryNotFoundException">None of the pictures exists.</exception>
    /// <exception cref="IOException">A disk or a mount fails.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public IReadOnlyList<Answer> Read(IReadOnlyList<Picture> pictures, CancellationToken cancellationToken)
    {
        var answers = new List<Answer>(pictures.Count);
        for (var start = 0; start < pictures.Count; start = answers.Count)
        {
            // The pictures of an archive are consecutive, so it is opened once.
            var name = pictures[start].File;
            using var file = PictureFile.Of(Path.Combine(root, name));
            foreach (var picture in pictures.Skip(start).TakeWhile(picture => picture.File == name))
            {
                cancellationToken.ThrowIfCancellationRequested();
                answers.Add(Read(file, picture));
            }
        }

        // If one file is missing it may be deleted; if all are, a mount is missing.
        return isLastTry || answers.Exists(answer => answer.Error != NotThere)
            ? answers
            : throw new DirectoryNotFoundException(
                $"None of the {pictures.Count} pictures is there, from '{Path.Combine(root, pictures[0].File)}' on. Is " +
                "their folder mounted on this machine?");
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "In the last try it becomes a " +
        "row.")]
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

    // The same on every machine, so without paths.
    private string? ReasonOf(Exception exception) => exception switch
    {
        InvalidDataException => exception.Message.Replace("The stream", "The picture", StringComparison.Ordinal),
        FileNotFoundException or DirectoryNotFoundException => NotThere,
        EndOfStreamException => "The file ends within the picture.",
        UnauthorizedAccessException => "Access is denied.",
        _ => isLastTry ? $"{exception.GetType().Name}: {exception.Message}" : null,
    };
}
