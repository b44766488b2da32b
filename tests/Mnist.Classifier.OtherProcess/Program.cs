using DenseNetworks;
using Mnist.Classifier.OtherProcess;

// A program without native libtorch.
//   predict MODEL IMAGES   scores images by a model, both given as files
//   read-images IMAGES LABELS whole|on-demand   reads a pair of IDX files as data, and prints the rows and the memory
//   load MODELS            loads classifiers, and prints for each what came of it
//   pretrained             reads generated digits by the model in the package
//   train BACKEND          tries to train, and prints that it did, or why it cannot
//   train-with-checkpoint FILE     trains with a checkpoint, and prints that it did, or why it cannot
//   train-after-torch first|late   trains when TorchSharp was used already, with libtorch loaded first or not
//   train-on-pool-threads  trains on both threads of a pool of two, and prints how many trainings ended
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
    case ["train", var backend]:
        Train.Run(Enum.Parse<TrainingBackend>(backend));
        return 0;
    case ["train-with-checkpoint", var checkpoint]:
        TrainWithCheckpoint.Run(checkpoint);
        return 0;
    case ["train-after-torch", var when]:
        TrainAfterTorch.Run(isLoadedFirst: when == "first");
        return 0;
    case ["train-on-pool-threads"]:
        TrainOnPoolThreads.Run();
        return 0;
    case ["download", var cache, var mirror]:
        await Download.RunAsync(cache, new Uri(mirror));
        return 0;
    default:
        return 2;
}
