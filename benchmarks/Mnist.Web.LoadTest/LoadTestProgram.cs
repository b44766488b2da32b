namespace Mnist.Web.LoadTest;

/// <summary>Starts a server, asks it from many connections, and says how it went.</summary>
internal static class LoadTestProgram
{
    /// <returns>0 if every answer was right and memory did not grow, otherwise 1.</returns>
    public static async Task<int> RunAsync(CommandLine command)
    {
        using var server = command.Url is null ? await ServerProcess.StartAsync(
            Path.Combine(AppContext.BaseDirectory, "Mnist.Web.dll"),
            command.HasLimits ? [] : ["--RateLimit:PerSecond=0"]) : null;
        using var traffic = new Traffic(
            command.Url ?? server!.Address, command.Connections, server is not null, Questions.Make(command.Drawings));
        var duration = TimeSpan.FromSeconds(command.Seconds);
        Console.WriteLine(FormattableString.Invariant(
            $"{command.Connections} connections for {command.Seconds} s, {command.Drawings} % drawings as PNG and the others ") +
            "pixels as JSON, " + (command.HasLimits ? "each address limited" : "without limits"));

        // One-time compilation and allocation is not growth.
        await traffic.RunAsync(duration / 6);
        traffic.ForgetTimes();
        var memory = new List<long?> { server?.ReadWorkingSet() };
        await traffic.RunAsync(duration / 2);
        memory.Add(server?.ReadWorkingSet());
        await traffic.RunAsync(duration / 2);
        memory.Add(server?.ReadWorkingSet());

        var report = new LoadReport(traffic.Times, duration, traffic.Errors, traffic.RefusedCount, memory);
        report.Print();
        return report.IsGood ? 0 : 1;
    }
}
