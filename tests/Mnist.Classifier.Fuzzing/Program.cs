using Mnist.Classifier.Fuzzing;
using Mnist.Classifier.Fuzzing.Running;

// Started by itself, in the folder of the instrumented copy: see WorkerProcess.
if (args is [WorkerProcess.Command, ..])
{
    return Worker.Run(args[1..]);
}

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}

if (Arguments.Parse(args, out var complaint) is not { } arguments)
{
    await Console.Error.WriteLineAsync($"{complaint}{Environment.NewLine}{Environment.NewLine}{Arguments.Usage}");
    return 2;
}

return Session.Run(arguments);
