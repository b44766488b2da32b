namespace Mnist.Classifier.Reliability;

/// <summary>The program as a suite starts it, in a process of its own.</summary>
internal static class ChildProgram
{
    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["save-zips", var first, var second, var target]:
                SaveForEver.Zips(first, second, target);
                return 0;
            case ["save-exports", var first, var second, var target]:
                SaveForEver.Exports(first, second, target);
                return 0;
            case ["save-images", var folder]:
                SaveForEver.Images(folder);
                return 0;
            case ["save-together", var first, var second, var target, var count]:
                SaveTogether.Run(first, second, target, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
                return 0;
            case ["save-once", var model, var target]:
                Console.WriteLine(SaveAttempt.Try(() => MnistClassifier.Load(model).Save(target)));
                return 0;
            case ["fingerprints", var model, var culture]:
                Fingerprints.Print(model, culture);
                return 0;
            case ["train", var path]:
                TrainWithCheckpoints.Run(path);
                return 0;
            case ["read-picture", var path]:
                PictureReading.Measure(path).Print();
                return 0;
            case ["trainings", var count, var first]:
                LongRunSuite.Train(
                    int.Parse(count, System.Globalization.CultureInfo.InvariantCulture),
                    int.Parse(first, System.Globalization.CultureInfo.InvariantCulture)).Print();
                return 0;
            default:
                throw new ArgumentException($"There is no child 'child {string.Join(' ', arguments)}'.");
        }
    }
}
