using System.Globalization;
using System.Text;
using Mnist.Cli;
using Mnist.Cli.Output;

// The words are English, so the numbers are too, whatever the system speaks.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

return await CommandLine.RunAsync(args, Terminal.OfProcess());
