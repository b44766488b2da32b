using Mnist.Web.LoadTest;

try
{
    return await LoadTestProgram.RunAsync(CommandLine.Parse(args));
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 2;
}
