using Mnist.Classifier;
using Mnist.Classifier.Benchmarks;

var data = MnistDataset.LoadOrGenerate();
Console.WriteLine($"Data: {data.Source}");
switch (args)
{
    case ["training"]:
        TrainingSuite.Run(data);
        return 0;
    case ["accuracy"]:
        AccuracySuite.Run(data);
        return 0;
    default:
        Console.Error.WriteLine(
            """
            Usage: dotnet run -c Release --project benchmarks/Mnist.Classifier.Benchmarks -- SUITE

              training   the tutorial's recipe beside a plain TorchSharp loop: the same network, batches, epochs, threads
              accuracy   the tutorial's recipe over five seeds, on the test images

            Set MNIST_DATA_DIR to the folder with the four MNIST files; without it, digits are generated.
            """);
        return 2;
}
