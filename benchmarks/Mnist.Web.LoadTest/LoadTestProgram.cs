namespace Mnist.Web.LoadTest;

/// <summary>Starts a server, asks it from many connections, and says how it went.</summary>
internal static class LoadTestProgram
{
    /// <returns>0 if every answer was right and memory did not grow, otherwise 1.</returns>
    public static async Task<int> RunAsync(CommandLine command)
    {
        using var server = command.Url is null ? await ServerProcess.StartAsync() : null;
        using var traffic = new Traffic(command.Url ?? server!.Address, command.Connections, Questions.Make());
        var duration = TimeSpan.FromSeconds(command.Seconds);
        Console.WriteLine(FormattableString.Invariant(
            $"{command.Connections} connections for {command.Seconds} s, half pixels as JSON and half drawings as PNG"));

        // What is compiled and allocated once is not growth.
        await traffic.RunAsync(duration / 6);
        traffic.ForgetTimes();
        var memory = new List<long?> { server?.ReadWorkingSet() };
        await traffic.RunAsync(duration / 2);
        memory.Add(server?.ReadWorkingSet());
        await traffic.RunAsync(duration / 2);
        memory.Add(server?.ReadWorkingSet());

        var report = new LoadReport(traffic.Times, duration, traffic.Errors, memory);
        report.Print();
        return report.IsGood ? 0 : 1;
    }
}
