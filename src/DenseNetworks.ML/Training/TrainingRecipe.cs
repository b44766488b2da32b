namespace DenseNetworks.ML;

/// <summary>
/// How a dense network is built and trained, as plain data: read it, copy it, change it by <c>with</c>. Immutable.
/// </summary>
/// <remarks>
/// What is set means what it says. <see cref="Epochs"/>, <see cref="BatchSize"/>, <see cref="LearningRate"/>,
/// <see cref="LearningRateSchedule"/> and <see cref="WeightDecay"/> that are <see langword="null"/> follow from the number of training
/// rows and the sizes of the hidden layers. What was chosen is in ML.NET's log, and as epochs and rates in the history.
/// </remarks>
public sealed record TrainingRecipe
{
    /// <summary>
    /// Gets the recipe that leaves open what follows from the rows: two hidden layers of 128 rectified linear units, learned in
    /// at least 500 steps and 6 epochs, of which a table of a few hundred rows needs a second. What <c>new()</c> is too.
    /// </summary>
    public static TrainingRecipe Automatic { get; } = new();

    /// <summary>
    /// Gets the recipe of the well-known Keras tutorial for MNIST: two hidden layers of 128 rectified linear units,
    /// Glorot-uniform weights and zero biases, softmax with cross-entropy, Adam, batches of 32, shuffled, 10 epochs.
    /// About 97.9 % of the 10,000 test images come out right.
    /// </summary>
    public static TrainingRecipe Tutorial { get; } = new()
    {
        Epochs = 10,
        BatchSize = 32,
        LearningRate = 1e-3,
        LearningRateSchedule = ML.LearningRateSchedule.Constant,
        WeightDecay = 0,
    };

    /// <summary>
    /// Gets the recipe that the classifier of digits uses where none is named, for 10,000 images and more: the network of
    /// <see cref="Tutorial"/>, but batches of 128, a learning rate that rises to 0.006 and falls again in <see cref="LearningRateSchedule.OneCycle"/>,
    /// a weight decay of 0.1, and 6 epochs. More accurate than <see cref="Tutorial"/> in less than half of its time.
    /// </summary>
    public static TrainingRecipe Fast { get; } = new()
    {
        Epochs = 6,
        BatchSize = 128,
        LearningRate = 0.006,
        LearningRateSchedule = ML.LearningRateSchedule.OneCycle,
        WeightDecay = 0.1,
    };

    /// <summary>
    /// Gets a recipe for images of 28x28 digits that takes a minute or two: the network of <see cref="Tutorial"/>, which sees each image
    /// a hundred times, each time changed by <see cref="Augmentation"/>. A fiftieth of the images is held out to fit the
    /// temperature.
    /// </summary>
    public static TrainingRecipe Accurate { get; } = new()
    {
        Epochs = 100,
        BatchSize = 128,
        LearningRate = 0.004,
        LearningRateSchedule = ML.LearningRateSchedule.OneCycle,
        WeightDecay = 0.02,
        Augmentation = new()
        {
            Rotation = 7, Shear = 0.1, Scale = 0.1, Shift = 1, ElasticDistortion = 1, Thickness = 0.2,
        },
        ValidationFraction = 0.02,
        TemperatureScaling = true,
    };

    /// <summary>
    /// Gets a recipe for images of 28x28 digits that takes most of an hour on two cores: hidden layers of 1,536 and 768 units,
    /// which see each image 380 times, each time changed by <see cref="Augmentation"/>. A fiftieth of the images is held out
    /// to fit the temperature.
    /// </summary>
    public static TrainingRecipe Best { get; } = new()
    {
        HiddenLayers = [1536, 768],
        Epochs = 380,
        BatchSize = 256,
        LearningRate = 0.0025,
        LearningRateSchedule = ML.LearningRateSchedule.OneCycle,
        WeightDecay = 0.05,
        Augmentation = new()
        {
            Rotation = 10, Shear = 0.15, Scale = 0.12, Shift = 1.5, ElasticDistortion = 1.6, Thickness = 0.3,
        },
        ValidationFraction = 0.02,
        TemperatureScaling = true,
    };

    /// <summary>
    /// Makes a recipe to go on from a trained network with new rows, of which there may be few: its hidden layers, a background
    /// class if it has one, 10 epochs, and a low learning rate, so that it learns the new and forgets little of the old.
    /// </summary>
    /// <param name="model">
    /// The network that <see cref="DenseNetworkTrainer.Fit(Microsoft.ML.IDataView, DenseNetwork)"/> is to go on from.
    /// </param>
    /// <returns>The recipe.</returns>
    public static TrainingRecipe FineTuning(DenseNetwork model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new()
        {
            HiddenLayers = [.. model.Layers.SkipLast(1).Select(layer => layer.OutputSize)],
            BackgroundClass = model.HasBackgroundClass,
            Epochs = 10,
            BatchSize = 32,
            LearningRate = 0.0005,
            LearningRateSchedule = ML.LearningRateSchedule.OneCycle,
            WeightDecay = 0,
        };
    }

    /// <summary>
    /// Gets the number of rectified linear units in each hidden layer, from the features to the classes; empty for
    /// plain logistic regression. At most 999 layers, each at least 1. The default is 128, 128.
    /// </summary>
    public IReadOnlyList<int> HiddenLayers { get; init; } = [128, 128];

    /// <summary>
    /// Gets how often every training row is seen, 1 to 100,000 times. The default is <see langword="null"/>: as often as 500 steps
    /// take, and at least 6 times; with <see cref="Augmentation"/> 5,000 steps, and at least 30 times.
    /// </summary>
    public int? Epochs { get; init; }

    /// <summary>
    /// Gets the number of rows behind one step, at least 1. An epoch's last batch has the rows that are left; with fewer rows
    /// than this, there is one batch of them all. The default is <see langword="null"/>: a 64th of the rows, but 32 to 128, with
    /// <see cref="Augmentation"/> 64 to 128.
    /// </summary>
    public int? BatchSize { get; init; }

    /// <summary>
    /// Gets the step size of Adam (Kingma and Ba 2015, https://arxiv.org/abs/1412.6980), above 0. The decay rates are 0.9 and
    /// 0.999, epsilon is 1e-7. The default is <see langword="null"/>: 0.005 where the widest hidden layer has 128 units, smaller for
    /// wider and larger for narrower ones by the square root of the width, at most 0.03.
    /// </summary>
    public double? LearningRate { get; init; }

    /// <summary>
    /// Gets how the learning rate changes from step to step. The default is <see langword="null"/>:
    /// <see cref="LearningRateSchedule.OneCycle"/>.
    /// </summary>
    public LearningRateSchedule? LearningRateSchedule { get; init; }

    /// <summary>
    /// Gets the share of all steps, 0 to 1, in which the learning rate first rises in a straight line from nearly zero (Goyal
    /// et al. 2017, https://arxiv.org/abs/1706.02677, section 2.2): Adam's first steps know little of the gradients' size.
    /// The default is <see langword="null"/>, the schedule's own: 0.2 for
    /// <see cref="LearningRateSchedule.OneCycle"/>, 0 for the others.
    /// </summary>
    public double? WarmUpFraction { get; init; }

    /// <summary>
    /// Gets the share of each row's target, 0 up to but not including 1, that is taken from its label and spread evenly over
    /// all classes (Szegedy et al. 2015, https://arxiv.org/abs/1512.00567, section 7). It keeps the network from growing too
    /// sure of the training rows, so it is more often right about others, and less sure of everything. The losses of the
    /// history are measured without it. The default is 0.
    /// </summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Gets the weight decay of AdamW, at least 0: each step takes <see cref="LearningRate"/>, as the schedule has it, times
    /// this from every weight and bias, apart from Adam (Loshchilov and Hutter 2017, https://arxiv.org/abs/1711.05101). Smaller
    /// weights follow the training rows less closely. 0 is plain Adam. The default is <see langword="null"/>: 1,500 divided by the
    /// number of rows, but 0.1 to 5, with <see cref="Augmentation"/> 0.02 to 0.3; less for hidden layers of fewer than 128 units, and
    /// for a <see cref="LearningRate"/> above the one that would be chosen.
    /// </summary>
    public double? WeightDecay { get; init; }

    /// <summary>
    /// Gets how training images are changed, each time anew, before they are learned from; for features that are images.
    /// The default is <see langword="null"/>: not at all.
    /// </summary>
    public ImageAugmentation? Augmentation { get; init; }

    /// <summary>
    /// Gets the share of the hidden units, 0 up to but not including 1, whose outputs are set to zero in each row of a step,
    /// drawn anew each time; the others are multiplied by <c>1 / (1 - Dropout)</c> (Srivastava et al. 2014,
    /// https://jmlr.org/papers/v15/srivastava14a.html). Units learn not to lean on each other, which helps wide networks that
    /// are trained for long. The history's training losses are measured with it, everything else without. The default is 0.
    /// </summary>
    public double Dropout { get; init; }

    /// <summary>
    /// Gets the decay of a moving average of the weights, 0 up to but not including 1 (Polyak and Juditsky 1992,
    /// https://doi.org/10.1137/0330046, with exponential weights): after each step <c>t</c>, counted from 0, it keeps the
    /// smaller of this and <c>(1 + t) / (10 + t)</c> of itself and takes the rest from the weights. Validation, early stopping
    /// and the trained network have the averaged weights, the training losses those of each step. 0.99 to 0.999 suit most
    /// trainings, the larger the more steps there are. The default is 0: no average.
    /// </summary>
    public double WeightAveraging { get; init; }

    /// <summary>
    /// Gets the largest Euclidean norm, above 0, that the gradients of a step have, all layers together; larger ones are scaled
    /// down to it before Adam sees them (Pascanu et al. 2013, https://arxiv.org/abs/1211.5063). It keeps single bad batches
    /// from throwing the training back. The default is <see langword="null"/>: gradients are taken as they are.
    /// </summary>
    public double? GradientClipping { get; init; }

    /// <summary>
    /// Gets the network to learn from besides the labels (Hinton et al. 2015, https://arxiv.org/abs/1503.02531). The default is
    /// <see langword="null"/>: the labels alone.
    /// </summary>
    public Distillation? Distillation { get; init; }

    /// <summary>
    /// Gets the share of the training rows, 0 up to but not including 1, that are drawn at random, held out and
    /// evaluated after each epoch. The default is 0: none.
    /// </summary>
    public double ValidationFraction { get; init; }

    /// <summary>
    /// Gets when to stop before the last epoch. It needs validation rows. The default is <see langword="null"/>: never.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Gets whether to fit <see cref="DenseNetwork.Temperature"/> when the training is over, so that of the answers given with
    /// a probability of 0.9, nine in ten are right (Guo et al. 2017, https://arxiv.org/abs/1706.04599): the one from 0.05 to 20
    /// with the least mean cross-entropy over the validation rows with a label, which it needs; over 100,000 of them, evenly
    /// spread, if there are more. It stays 1 if all of them are correctly classified: give at least so many rows that some are not.
    /// The history's losses are measured without it. The default is <see langword="false"/>.
    /// </summary>
    public bool TemperatureScaling { get; init; }

    /// <summary>
    /// Gets whether rows whose label is missing are examples of what is none of the classes, rather than left out: the network
    /// then has an output for them, a background class (Dhamija et al. 2018, https://arxiv.org/abs/1811.04110), and tells such
    /// rows by the in-distribution score of <see cref="DenseNetwork"/>. It still gives probabilities and labels of the classes alone. At
    /// least one row to train on must have a missing label. The default is <see langword="false"/>.
    /// </summary>
    /// <remarks>
    /// In the loss and the accuracy of the history, training and validation rows alike, a missing label counts as one class
    /// more. So does it in <see cref="LabelSmoothing"/>. ML.NET's evaluator leaves such rows out.
    /// </remarks>
    public bool BackgroundClass { get; init; }

    /// <summary>
    /// Returns what decides most, the same in every culture: <c>128-128, 10 epochs, batches of 32, learning rate 0.001</c>, with
    /// <c>automatic</c> for what follows from the rows.
    /// </summary>
    public override string ToString()
    {
        var layers = HiddenLayers is { Count: > 0 } ? string.Join('-', HiddenLayers) : "no hidden layers";
        var epochs = Epochs is null ? "automatic epochs" : FormattableString.Invariant($"{Epochs} epochs");
        var batches = BatchSize is null ? "automatic batches" : FormattableString.Invariant($"batches of {BatchSize}");
        var rate = LearningRate is null ? "automatic learning rate" : FormattableString.Invariant($"learning rate {LearningRate}");
        return $"{layers}, {epochs}, {batches}, {rate}";
    }
}
