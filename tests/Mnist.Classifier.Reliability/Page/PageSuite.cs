using System.Reflection;
using Mnist.Web.LoadTest;

namespace Mnist.Classifier.Reliability;

/// <summary>The page's server while one address does what it can against all others.</summary>
internal sealed class PageSuite : ISuite
{
    // Of an answer under attack to one without.
    private const double MostTimes = 4;
    private const double Allowance = 100;

    // In milliseconds.
    private const double MostForHealth = 50;
    private const double BytesPerMegabyte = 1e6;

    private static readonly string Program = typeof(PageSuite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "WebProgram").Value!;

    public string Name => "page";

    public string Description => "the page's server, and one address against all others";

    public void Run(Trial trial, Report report)
    {
        if (OperatingSystem.IsMacOS())
        {
            report.Skip("one address against all others", "they are answered", "this machine has one address of its own");
            return;
        }

        RunAsync(TimeSpan.FromSeconds(trial.Times(15, 2)), report).GetAwaiter().GetResult();
    }

    private static async Task RunAsync(TimeSpan time, Report report)
    {
        using var server = await ServerProcess.StartAsync(Program);
        await Visit.MakeAsync(server.Address, time / 2, _ => Task.CompletedTask); // so that most is compiled
        var usual = await Visit.MakeAsync(server.Address, time, _ => Task.CompletedTask);
        report.Note($"Without an attack: {usual.Describe()}, health in {Text.Of(Visit.MedianOf(usual.Healths))} ms, {Text.Of(server.ReadWorkingSet() / BytesPerMegabyte)} MB.");
        foreach (var (i, attack) in Attacks.All.Index())
        {
            // Each from an address that has used up nothing yet.
            using var attacker = new Attacker(server.Address, Visit.AddressCount + i);
            var seen = await Visit.MakeAsync(server.Address, time, end => attack.RunAsync(attacker, end));
            var memory = server.ReadWorkingSet();
            report.Check(
                $"{attack.What}; a drawing of another address",
                $"answered, half of them within {MostTimes:N0} times what it takes otherwise, and {Allowance:N0} ms",
                $"{seen.Describe()}; the attacker got {attacker.Describe()}; {Text.Of(memory / BytesPerMegabyte)} MB",
                seen.Failures == 0 && seen.Drawings.Count > 0 && seen.Median <= (usual.Median * MostTimes) + Allowance);
            report.Check(
                $"{attack.What}; health", $"half of the answers within {MostForHealth:N0} ms, or {MostTimes:N0} times what they take otherwise",
                $"{Text.Of(Visit.MedianOf(seen.Healths))} ms, at most {Text.Of(seen.Healths.Max())} ms",
                Visit.MedianOf(seen.Healths) <= Math.Max(MostForHealth, MostTimes * Visit.MedianOf(usual.Healths)));
        }

        await Task.Delay(TimeSpan.FromSeconds(5)); // it gives memory back when there is nothing to do
        report.Note($"Five seconds after the last attack: {Text.Of(server.ReadWorkingSet() / BytesPerMegabyte)} MB.");
    }
}
