namespace DenseNetworks.ML;

/// <summary>Describes how a dense network is built and trained. Copy it and change it with <c>with</c>. Immutable.</summary>
/// <remarks>
/// <see cref="Epochs"/>, <see cref="BatchSize"/>, <see cref="LearningRate"/>, <see cref="LearningRateSchedule"/> and
/// <see cref="WeightDecay"/> are chosen from the number of training rows and the sizes of the hidden layers if they are
/// <see langword="null"/>. The chosen values are in the log of ML.NET, and the epochs and rates in the history.
/// </remarks>
public sealed record TrainingRecipe
{
    /// <summary>
    /// Gets the recipe that adapts to the number of rows: two hidden layers of 128 rectified linear units, trained for at least
    /// 500 steps and 6 epochs, which takes about a second for a table of a few hundred rows. It equals <c>new()</c>.
    /// </summary>
    public static TrainingRecipe Automatic { get; } = new();

    /// <summary>
    /// Gets the recipe of the well-known Keras tutorial for MNIST: two hidden layers of 128 rectified linear units,
    /// Glorot-uniform weights and zero biases, softmax with cross-entropy, Adam, batches of 32, shuffled, 10 epochs. It
    /// classifies about 97.9 % of the 10,000 test images correctly.
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
    /// Gets the default recipe of the digit classifier for 10,000 or more images: the network of <see cref="Tutorial"/>, but
    /// batches of 128, a learning rate that rises to 0.006 and falls again in <see cref="LearningRateSchedule.OneCycle"/>, a
    /// weight decay of 0.1, and 6 epochs. It is more accurate than <see cref="Tutorial"/> in less than half the time.
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
    /// Gets a recipe for 28x28 images of digits that takes a minute or two: the network of <see cref="Tutorial"/>, trained on
    /// each image a hundred times, changed by <see cref="Augmentation"/> each time. One fiftieth of the images is held out to
    /// fit the temperature.
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
    /// Gets a recipe for 28x28 images of digits that takes most of an hour on two cores: hidden layers of 1,536 and 768 units,
    /// trained on each image 380 times, changed by <see cref="Augmentation"/> each time. One fiftieth of the images is held out
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
    /// Creates a recipe to continue from a trained network with new rows, of which there may be few: the same hidden layers, a
    /// background class if the network has one, 10 epochs, and a low learning rate, so that it learns from the new rows and
    /// forgets little.
    /// </summary>
    /// <param name="model">
    /// The network that <see cref="DenseNetworkTrainer.Fit(Microsoft.ML.IDataView, DenseNetwork)"/> will continue from.
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
    /// Gets the number of rectified linear units in each hidden layer, in order from the features to the classes; empty for
    /// logistic regression. At most 999 layers, at least 1 unit each. The default is 128, 128.
    /// </summary>
    public IReadOnlyList<int> HiddenLayers { get; init; } = [128, 128];

    /// <summary>
    /// Gets the number of passes over the training rows, 1 to 100,000. The default is <see langword="null"/>: enough for 500
    /// steps, and at least 6; with <see cref="Augmentation"/>, enough for 5,000 steps, and at least 30.
    /// </summary>
    public int? Epochs { get; init; }

    /// <summary>
    /// Gets the number of rows per step, at least 1. The last batch of an epoch contains the remaining rows; if there are fewer
    /// rows than this, there is a single batch. The default is <see langword="null"/>: one 64th of the rows, limited to 32 to
    /// 128; with <see cref="Augmentation"/>, to 64 to 128.
    /// </summary>
    public int? BatchSize { get; init; }

    /// <summary>
    /// Gets the step size of Adam (Kingma and Ba 2015, https://arxiv.org/abs/1412.6980), greater than 0. The decay rates are
    /// 0.9 and 0.999, and epsilon is 1e-7. The default is <see langword="null"/>: 0.005 if the widest hidden layer has 128
    /// units; otherwise, inversely proportional to the square root of that width, at most 0.03.
    /// </summary>
    public double? LearningRate { get; init; }

    /// <summary>
    /// Gets the schedule of the learning rate. The default is <see langword="null"/>:
    /// <see cref="LearningRateSchedule.OneCycle"/>.
    /// </summary>
    public LearningRateSchedule? LearningRateSchedule { get; init; }

    /// <summary>
    /// Gets the share of the steps, 0 to 1, in which the learning rate rises linearly from nearly zero (Goyal et al. 2017,
    /// https://arxiv.org/abs/1706.02677, section 2.2), because Adam's estimates of gradient magnitudes are poor at first. The
    /// default is <see langword="null"/>: 0.2 for <see cref="LearningRateSchedule.OneCycle"/>, 0 for the other schedules.
    /// </summary>
    public double? WarmUpFraction { get; init; }

    /// <summary>
    /// Gets the share of the target of each row, at least 0 and less than 1, that is spread evenly over all classes (Szegedy et
    /// al. 2015, https://arxiv.org/abs/1512.00567, section 7). It keeps the network from becoming overconfident on the training
    /// rows, so it often generalizes better, with less confident predictions. The losses in the history are measured without
    /// it. The default is 0.
    /// </summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Gets the weight decay of AdamW, at least 0: each step subtracts <see cref="LearningRate"/>, as the schedule has it,
    /// times this from every weight and bias in proportion to its value, independently of Adam (Loshchilov and Hutter 2017,
    /// https://arxiv.org/abs/1711.05101). It reduces overfitting. 0 is plain Adam. The default is <see langword="null"/>: 1,500
    /// divided by the number of rows, limited to 0.1 to 5, or to 0.02 to 0.3 with <see cref="Augmentation"/>; less if hidden
    /// layers have fewer than 128 units, or if <see cref="LearningRate"/> is greater than the default.
    /// </summary>
    public double? WeightDecay { get; init; }

    /// <summary>
    /// Gets the augmentation of training images, which changes them at random each time they are used; for features that are
    /// images. The default is <see langword="null"/>: none.
    /// </summary>
    public ImageAugmentation? Augmentation { get; init; }

    /// <summary>
    /// Gets the share of the hidden units, at least 0 and less than 1, whose outputs are set to zero for each row of a step,
    /// drawn anew each time; the others are multiplied by <c>1 / (1 - Dropout)</c> (Srivastava et al. 2014,
    /// https://jmlr.org/papers/v15/srivastava14a.html). It reduces overfitting of wide networks in long trainings. The training
    /// losses in the history are measured with it, everything else without it. The default is 0.
    /// </summary>
    public double Dropout { get; init; }

    /// <summary>
    /// Gets the decay of an exponential moving average of the weights, at least 0 and less than 1 (Polyak and Juditsky 1992,
    /// https://doi.org/10.1137/0330046): after each step <c>t</c>, counted from 0, the average keeps the smaller of this and
    /// <c>(1 + t) / (10 + t)</c> of itself and takes the rest from the weights. Validation, early stopping and the trained
    /// network use the average; training losses use the weights of each step. 0.99 to 0.999 suits most trainings, larger values
    /// those with more steps. The default is 0: no average.
    /// </summary>
    public double WeightAveraging { get; init; }

    /// <summary>
    /// Gets the maximum Euclidean norm, greater than 0, of the gradients of a step over all layers; larger gradients are scaled
    /// down to it before Adam uses them (Pascanu et al. 2013, https://arxiv.org/abs/1211.5063). It limits the effect of single
    /// bad batches. The default is <see langword="null"/>: no clipping.
    /// </summary>
    public double? GradientClipping { get; init; }

    /// <summary>
    /// Gets the knowledge distillation from another network (Hinton et al. 2015, https://arxiv.org/abs/1503.02531). The default
    /// is <see langword="null"/>: none.
    /// </summary>
    public Distillation? Distillation { get; init; }

    /// <summary>
    /// Gets the share of the training rows, at least 0 and less than 1, that are drawn at random, held out, and evaluated after
    /// each epoch. The default is 0: none.
    /// </summary>
    public double ValidationFraction { get; init; }

    /// <summary>
    /// Gets when to stop before the last epoch, which requires validation rows. The default is <see langword="null"/>: never.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Gets a value indicating whether to fit <see cref="DenseNetwork.Temperature"/> after training, so that nine in ten of the
    /// predictions with a probability of 0.9 are correct (Guo et al. 2017, https://arxiv.org/abs/1706.04599). It is the
    /// temperature from 0.05 to 20 with the least mean cross-entropy over the labeled validation rows, which are required; at
    /// most 100,000 of them, evenly spaced, are used. It stays 1 if all of them are classified correctly, so there should be
    /// enough rows that some are not. The losses in the history are measured without it. The default is
    /// <see langword="false"/>.
    /// </summary>
    public bool TemperatureScaling { get; init; }

    /// <summary>
    /// Gets a value indicating whether rows with a missing label are examples of no class instead of being skipped. The network
    /// then has an additional output for them, a background class (Dhamija et al. 2018, https://arxiv.org/abs/1811.04110), and
    /// gives such rows a low in-distribution score: see
    /// <see cref="DenseNetwork.ComputeProbabilities(ReadOnlySpan{float}, Span{float}, out float)"/>. It still predicts the
    /// classes alone. At least one training row must have a missing label. The default is <see langword="false"/>.
    /// </summary>
    /// <remarks>
    /// In the losses and accuracies of the history, and in <see cref="LabelSmoothing"/>, a missing label counts as one more
    /// class. The evaluator of ML.NET ignores such rows.
    /// </remarks>
    public bool BackgroundClass { get; init; }

    /// <summary>
    /// Returns a summary, such as <c>128-128, 10 epochs, batches of 32, learning rate 0.001</c>, with <c>automatic</c> for
    /// values that are chosen from the rows. The text does not depend on the culture.
    /// </summary>
    public override string ToString()
    {
        var layers = HiddenLayers is { Count: > 0 } ? string.Join('-', HiddenLayers) : "no hidden layers";
        var epochs = Epochs is null ? "automatic epochs" : FormattableString.Invariant($"{Epochs} epochs");
        var batches = BatchSize is null ? "automatic batches" : FormattableString.Invariant($"batches of {BatchSize}");
        var rate = LearningRate is null
            ? "automatic learning rate"
            : FormattableString.Invariant($"learning rate {LearningRate}");
        return $"{layers}, {epochs}, {batches}, {rate}";
    }
}
