using System.Globalization;
using Hangfire;
using Hangfire.Logging;
using Hangfire.Logging.LogProviders;
using Mnist.Batch;

// The words are English, so the numbers are too, whatever the system speaks.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
GlobalConfiguration.Configuration.UseColouredConsoleLogProvider(LogLevel.Warn);

return await CommandLine.RunAsync(args, Console.Out, Console.Error);
