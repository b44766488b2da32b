using System.Globalization;
using System.Text;
using Mnist.Cli;
using Mnist.Cli.Output;

// The texts are English, so the numbers are too, whatever the culture of the system.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

try
{
    return await CommandLine.RunAsync(args, Terminal.OfProcess());
}
catch (IOException)
{
    return ExitCode.Failed; // neither standard output nor standard error takes what there is to say
}
