using System.Net;
using System.Net.Sockets;

namespace Mnist.Batch.Tests.Support;

/// <summary>A PostgreSQL server with an empty database, on a free port.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Loopback = "127.0.0.1";

    // PostgreSQL does not run as root, and Debian's package makes this user for it.
    private const string User = "postgres";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnist-postgres-");
    private readonly int _port = FreePort();
    private readonly string _addresses;

    /// <param name="otherAddresses">Addresses of this machine to listen at, besides that of itself.</param>
    public PostgresServer(params string[] otherAddresses)
    {
        _addresses = string.Join(',', [Loopback, .. otherAddresses]);
        if (Environment.IsPrivilegedProcess)
        {
            Shell.Run("chown", User, _folder.FullName);
        }

        RunAsUser("initdb", "--pgdata", Data, "--username", User, "--auth", "trust", "--no-sync", "--no-instructions");
        File.AppendAllText(Path.Join(Data, "pg_hba.conf"), "host all all samenet trust\n");
        Start();
    }

    /// <summary>Gets the folder of the programs of the server, or null if there is none.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>Gets the connection string for workers.</summary>
    public string Storage => StorageAt(Loopback);

    private string Data => Path.Join(_folder.FullName, "data");

    /// <summary>Returns the connection string for workers that know this machine by another address.</summary>
    public string StorageAt(string address) => $"Host={address};Port={_port};Username={User};Database=postgres";

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
        $"-c listen_addresses={_addresses} -c port={_port} -c unix_socket_directories= -c fsync=off " +
        "-c idle_in_transaction_session_timeout=10s -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=5 " +
        "-c tcp_keepalives_count=2");

    private void Stop() => RunAsUser("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", Data);

    private static void RunAsUser(string program, params string[] arguments)
    {
        var path = Path.Join(Programs, program);
        if (Environment.IsPrivilegedProcess)
        {
            Shell.Run("runuser", ["-u", User, "--", path, .. arguments]);
        }
        else
        {
            Shell.Run(path, arguments);
        }
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
