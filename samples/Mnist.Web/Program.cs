using Mnist.Web.Hosting;

try
{
    await using var app = MnistWeb.Create(args);
    await app.RunAsync();
    return 0;
}
catch (InvalidConfigurationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
