using Mnist.Classifier.LoadOnly;

// A program without native libtorch.
//   predict MODEL IMAGES   scores images by a model, both given as files
//   train                  tries to train, and prints why it cannot
switch (args)
{
    case ["predict", var model, var images]:
        Predict.Run(model, images);
        return 0;
    case ["train"]:
        Train.Run();
        return 0;
    default:
        return 2;
}
