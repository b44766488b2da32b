using Mnist.Web.Hosting;

if (args is ["--help" or "-h" or "-?" or "/?", ..])
{
    Console.WriteLine(Usage.Text);
    return 0;
}

try
{
    await using var app = MnistWeb.Create(args);
    await app.ListenAsync();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (InvalidConfigurationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
