using Mnist.Classifier.OtherProcess;

// A program without native libtorch.
//   predict MODEL IMAGES   scores images by a model, both given as files
//   read-images IMAGES LABELS whole|on-demand   reads a pair of IDX files as data, and prints the rows and the memory
//   load MODELS            loads classifiers, and prints for each what came of it
//   pretrained             reads generated digits by the model in the package
//   train                  tries to train, and prints that it did, or why it cannot
//   download CACHE MIRROR  downloads into a folder what the mirror's list names, and prints the folder
switch (args)
{
    case ["predict", var model, var images]:
        Predict.Run(model, images);
        return 0;
    case ["load", .. var models]:
        Load.Run(models);
        return 0;
    case ["pretrained"]:
        Pretrained.Run();
        return 0;
    case ["read-images", var images, var labels, var how]:
        ReadImages.Run(images, labels, onDemand: how == "on-demand");
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
