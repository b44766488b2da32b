namespace Mnist.Classifier.Training;
internal static class TorchLibrary { public static void EnsureLoaded(bool cuda) { } }
