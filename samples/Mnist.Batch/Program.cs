using System.Globalization;
using Hangfire;
using Hangfire.Logging;
using Hangfire.Logging.LogProviders;
using Mnist.Batch;

// The texts are English, so the numbers are too, whatever the culture of the system.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
GlobalConfiguration.Configuration.UseColouredConsoleLogProvider(LogLevel.Warn);

return await CommandLine.RunAsync(args, Console.Out, Console.Error);
