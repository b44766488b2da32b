using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mnist.Batch.Tests.Support;

/// <summary>A PostgreSQL server with an empty database, on a free port.</summary>
internal sealed class PostgresServer : IDisposable
{
    // PostgreSQL does not run as root, and Debian's package makes this user for it.
    private const string User = "postgres";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnist-postgres-");
    private readonly int _port = FreePort();
    private readonly string _address;

    /// <param name="address">The address of this machine to listen at.</param>
    /// <param name="clients">From where it is asked: a network.</param>
    public PostgresServer(string address = "127.0.0.1", string clients = "127.0.0.0/8")
    {
        _address = address;
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", User, _folder.FullName);
        }

        RunAsUser("initdb", "--pgdata", Data, "--username", User, "--auth", "trust", "--no-sync", "--no-instructions");
        File.AppendAllText(Path.Join(Data, "pg_hba.conf"), $"host all all {clients} trust\n");
        Start();
    }

    /// <summary>Gets the folder of the server's programs; null where there is none.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>Gets what the workers are told.</summary>
    public string Storage => $"Host={_address};Port={_port};Username={User};Database=postgres";

    private string Data => Path.Join(_folder.FullName, "data");

    /// <summary>Ends the server as a crash does, and starts it again.</summary>
    public void Crash()
    {
        Stop();
        Start();
    }

    public void Dispose()
    {
        Stop();
        _folder.Delete(recursive: true);
    }

    private void Start() => RunAsUser(
        "pg_ctl", "start", "--wait", "--pgdata", Data, "--log", Path.Join(_folder.FullName, "log"), "--options",
        $"-c listen_addresses={_address} -c port={_port} -c unix_socket_directories= -c fsync=off");

    private void Stop() => RunAsUser("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", Data);

    private static void RunAsUser(string program, params string[] arguments)
    {
        var path = Path.Join(Programs, program);
        if (Environment.IsPrivilegedProcess)
        {
            Run("runuser", ["-u", User, "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server would keep a pipe open.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        process.ExitCode.Should().Be(0, $"that is how {program} {arguments[^1]} should end");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindPrograms()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(versions.OrderDescending().Select(version => Path.Join(version, "bin")));
        return OperatingSystem.IsWindows() ? null : places.FirstOrDefault(folder => File.Exists(Path.Join(folder, "initdb")));
    }
}
