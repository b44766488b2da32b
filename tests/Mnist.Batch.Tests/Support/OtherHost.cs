using System.Diagnostics;
using Testing;

namespace Mnist.Batch.Tests.Support;

/// <summary>A host with an address of its own, which is joined to this one by a cable that can be pulled.</summary>
internal sealed class OtherHost : IDisposable
{
    private readonly string _name;
    private readonly string _cable;

    /// <param name="number">
    /// 0 to 63: which of this test's hosts it is. The addresses are among those that are for measurements (RFC 2544).
    /// </param>
    public OtherHost(int number)
    {
        _name = $"mnist-{Environment.ProcessId}-{number}";
        _cable = $"mn{Environment.ProcessId % 100_000}-{number}";
        Address = $"198.18.{Environment.ProcessId % 256}.{(4 * number) + 1}";
        Shell.Run("ip", "netns", "add", _name);
        Shell.Run("ip", "link", "add", _cable, "type", "veth", "peer", "name", "eth0", "netns", _name);
        Shell.Run("ip", "address", "add", $"{Address}/30", "dev", _cable);
        Shell.Run("ip", "link", "set", _cable, "up");
        var itsOwn = $"198.18.{Environment.ProcessId % 256}.{(4 * number) + 2}";
        Shell.Run("ip", "-n", _name, "address", "add", $"{itsOwn}/30", "dev", "eth0");
        Shell.Run("ip", "-n", _name, "link", "set", "eth0", "up");
        Shell.Run("ip", "-n", _name, "link", "set", "lo", "up");
    }

    /// <summary>Gets this machine's address, as the host knows it.</summary>
    public string Address { get; }

    /// <summary>Pulls the cable: what is sent is lost without a word.</summary>
    public void CutOff() => Shell.Run("ip", "link", "set", _cable, "down");

    /// <summary>Puts the cable back.</summary>
    public void LetBack() => Shell.Run("ip", "link", "set", _cable, "up");

    /// <summary>Starts a worker on the host.</summary>
    public Process StartWorker(string storage) => BatchTool.Read(Process.Start(new ProcessStartInfo(
        "ip", ["netns", "exec", _name, "dotnet", BatchTool.Program, .. Workers.Arguments(storage)])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    public void Dispose()
    {
        Shell.Run("ip", "link", "delete", _cable);
        Shell.Run("ip", "netns", "delete", _name);
    }
}
