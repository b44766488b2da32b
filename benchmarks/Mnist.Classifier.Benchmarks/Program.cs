using Mnist.Classifier;
using Mnist.Classifier.Benchmarks;

switch (args)
{
    case ["training"]:
        TrainingSuite.Run(LoadOrGenerate());
        return 0;
    case ["accuracy"]:
        AccuracySuite.Run(LoadOrGenerate());
        return 0;
    case ["generator", "--sheet", var path]:
        ContactSheet.Write(path);
        return 0;
    case ["generator"] or ["generator", "--test"]:
        var data = LoadOrGenerate();
        GeneratorSuite.Run(data.IsGenerated ? null : data, withTest: args.Length > 1);
        return 0;
    default:
        Console.Error.WriteLine(
            """
            Usage: dotnet run -c Release --project benchmarks/Mnist.Classifier.Benchmarks -- SUITE

              training    the tutorial's recipe beside a plain TorchSharp loop: the same network, batches, epochs, threads
              accuracy    the tutorial's recipe over five seeds, on the test images
              generator   the tutorial's recipe on generated digits alone over five seeds, on generated and on real digits,
                          and how long digits take to generate
                            --test            on the real test images too: only to report, never to tune
                            --sheet FILE.png  only draw some of the digits into a picture

            Set MNIST_DATA_DIR to the folder with the four MNIST files; without it, digits are generated.
            """);
        return 2;
}

static MnistDataset LoadOrGenerate()
{
    var data = MnistDataset.LoadOrGenerate();
    Console.WriteLine($"Data: {data.Source}");
    return data;
}
