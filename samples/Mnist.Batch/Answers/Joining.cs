using Mnist.Batch.Jobs;

namespace Mnist.Batch.Answers;

/// <summary>Joins the answers of all jobs into one file, in the order of the pictures.</summary>
internal static class Joining
{
    private const string JsonLines = ".jsonl";

    /// <summary>Joins the answers, and writes the manifest.</summary>
    /// <param name="folder">The folder of the answers.</param>
    /// <param name="path">
    /// The file, JSON lines if its name ends in .jsonl, otherwise Parquet; null for the manifest alone.
    /// </param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="InvalidDataException">There is no plan, or not all of its jobs are done.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static async Task<Manifest> JoinAsync(BatchFolder folder, string? path, CancellationToken cancellationToken)
    {
        var plan = BatchPlan.Read(folder);
        if (plan.Jobs.Count(job => !File.Exists(folder.Part(job.Name))) is > 0 and var missing)
        {
            throw new InvalidDataException(
                $"{missing:N0} of {plan.Jobs.Count:N0} jobs are not done. Run the same 'read' or 'submit' again, " +
                "which does only these.");
        }

        var manifest = new Manifest { Reader = plan.Reader };
        var answers = manifest.Count(Answers(folder, plan, cancellationToken));
        if (path is null)
        {
            foreach (var _ in answers)
            {
            }
        }
        else
        {
            var areLines = path.EndsWith(JsonLines, StringComparison.OrdinalIgnoreCase);
            await BatchFile.WriteAsync(path, stream => areLines
                ? AnswerFile.WriteLinesAsync(stream, answers, cancellationToken)
                : AnswerFile.WriteAsync(stream, answers, cancellationToken));
        }

        await manifest.WriteAsync(folder.Manifest);
        folder.RemoveUnfinished();
        return manifest;
    }

    // One part at a time, as the rows are written.
    private static IEnumerable<Answer> Answers(BatchFolder folder, BatchPlan plan, CancellationToken cancellationToken)
    {
        foreach (var job in plan.Jobs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answers = AnswerFile.ReadAsync(folder.Part(job.Name)).GetAwaiter().GetResult();
            if (answers.Count != job.Pictures)
            {
                throw new InvalidDataException(
                    $"'{folder.Part(job.Name)}' has {answers.Count} rows for {job.Pictures} pictures. Delete it and run the " +
                    "same 'read' or 'submit' again.");
            }

            foreach (var answer in answers)
            {
                yield return answer;
            }
        }
    }
}
