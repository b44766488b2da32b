using System.Text.Json;
using Mnist.Batch.Pictures;

namespace Mnist.Batch.Jobs;

/// <summary>The jobs of a batch in the order of their pictures.</summary>
internal sealed record BatchPlan
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    /// <summary>Gets the version of the reader.</summary>
    public required ReaderVersion Reader { get; init; }

    /// <summary>Gets a value indicating whether the answers are also written as JSON lines.</summary>
    public required bool JsonLines { get; init; }

    /// <summary>Gets the jobs.</summary>
    public required IReadOnlyList<PlannedJob> Jobs { get; init; }

    /// <summary>
    /// Creates a plan and the lists of its jobs. Answers of another plan stay, and are reused for the same jobs.
    /// </summary>
    /// <param name="folder">The folder of the answers.</param>
    /// <param name="pictures">The pictures, in their order.</param>
    /// <param name="picturesPerJob">The number of pictures of a job; the last one may have fewer.</param>
    /// <param name="job">A job without pictures.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="IOException">A folder cannot be listed, or the plan cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a folder is denied.</exception>
    public static async Task<BatchPlan> CreateAsync(
        BatchFolder folder, IEnumerable<Picture> pictures, int picturesPerJob, JobList job, CancellationToken cancellationToken)
    {
        var jobs = new List<PlannedJob>();
        foreach (var some in pictures.Chunk(picturesPerJob))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var list = job with { Pictures = some };
            await list.WriteAsync(folder);
            jobs.Add(new(list.Name, some.Length));
        }

        var plan = new BatchPlan { Reader = job.Reader, JsonLines = job.JsonLines, Jobs = jobs };
        await BatchFile.WriteAsync(folder.Plan, stream => JsonSerializer.SerializeAsync(stream, plan, Json, cancellationToken));
        return plan;
    }

    /// <summary>Checks that files in a folder that would be replaced are those of an earlier plan.</summary>
    /// <exception cref="InvalidDataException">They are others, of the same names.</exception>
    public static void CheckFolder(BatchFolder folder)
    {
        if (File.Exists(folder.Plan) ? TryRead(folder, out _) is not null : File.Exists(folder.Manifest))
        {
            throw new InvalidDataException(
                $"'{(File.Exists(folder.Plan) ? folder.Plan : folder.Manifest)}' is another file than the one of this program, " +
                "which would replace it. Name another folder with --out.");
        }
    }

    /// <summary>Reads the plan of a folder.</summary>
    /// <exception cref="InvalidDataException">The folder has no plan, or a damaged one.</exception>
    public static BatchPlan Read(BatchFolder folder) => TryRead(folder, out var plan) is not { } error
        ? plan!
        : throw new InvalidDataException(
            $"'{folder.Path}' has no readable plan: nothing was submitted with --out and that folder. {error.Message}", error);

    // Returns what is wrong.
    private static Exception? TryRead(BatchFolder folder, out BatchPlan? plan)
    {
        plan = null;
        try
        {
            plan = JsonSerializer.Deserialize<BatchPlan>(File.ReadAllBytes(folder.Plan), Json);
            return plan is { Reader: { Model: not null, Library: not null }, Jobs: not null }
                && plan.Jobs.All(job => job is { Name: not null })
                ? null
                : new JsonException("It has no jobs, or no reader.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return e;
        }
    }
}
