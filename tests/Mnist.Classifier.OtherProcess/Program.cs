using Mnist.Classifier.OtherProcess;

// A program without native libtorch.
//   predict MODEL IMAGES   scores images by a model, both given as files
//   train                  tries to train, and prints why it cannot
//   download CACHE MIRROR  downloads into a folder what the mirror's list names, and prints the folder
switch (args)
{
    case ["predict", var model, var images]:
        Predict.Run(model, images);
        return 0;
    case ["train"]:
        Train.Run();
        return 0;
    case ["download", var cache, var mirror]:
        await Download.RunAsync(cache, new Uri(mirror));
        return 0;
    default:
        return 2;
}
