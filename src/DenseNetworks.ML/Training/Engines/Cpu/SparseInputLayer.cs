using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>The first layer of a network, on features that are mostly zero: a zero costs nothing.</summary>
internal sealed class SparseInputLayer(
    FloatMemory memory, SparseInput input, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients, RowLimits rows, int workers,
    bool needsAllGradients)
    : CpuLayer(memory, place, weights, gradients, rows, workers)
{
    // Gradients of single inputs are worth their while where a batch touches so small a share of all.
    private const double FewInputs = 0.25;

    // Weights are moved in vectors, and at the end of a part one by one, which rounds otherwise.
    private const int Lanes = 8;

    private WorkerPart[]? _parts;
    private SparseInputGradients[]? _sparseGradients;

    public override void Prepare(int rowCount)
    {
        if (_parts is not null)
        {
            return;
        }

        var densities = input.MeasureDensities();
        _parts = InputDivision.Divide(densities, rowCount, WorkerCount);
        if (!needsAllGradients && Place.Outputs % Lanes == 0 && densities.Sum() * rowCount < FewInputs * Place.Inputs)
        {
            var places = new int[Place.Inputs];
            _sparseGradients = [.. _parts.Select(part => new SparseInputGradients(part, Place.Outputs, places))];
        }
    }

    public override void MoveWeights(int worker, CpuAdam adam)
    {
        if (_sparseGradients is null)
        {
            base.MoveWeights(worker, adam);
        }
        else
        {
            _sparseGradients[worker].Move(adam, Place.WeightStart);
        }
    }

    protected override WorkerPart InputsOf(int worker) => _parts![worker];

    protected override void ComputeWeightGradients(int worker, int rowCount)
    {
        if (_sparseGradients is not null)
        {
            _sparseGradients[worker].ComputeGradients(input, rowCount, Deltas);
            return;
        }

        var inputs = InputsOf(worker);
        var range = WeightsOf(worker);
        var gradients = Gradients!.Slice(range.Start, range.Length);
        gradients.Clear();
        for (var row = 0; row < rowCount; row++)
        {
            var own = input[row].Slice(inputs.Start, inputs.End);
            SparseOuterProduct.Add(own, inputs.Start, DeltasOf(new WorkerPart(row, 1)), gradients);
        }
    }

    protected override void AddProducts(int worker, WorkerPart part)
    {
        var weights = Weights.Slice(Place.WeightStart, Place.WeightCount);
        for (var row = part.Start; row < part.End; row++)
        {
            SparseProduct.Add(input[row], weights, OutputsOf(new WorkerPart(row, 1)));
        }
    }
}

/// <summary>
/// Divides the inputs of a layer among the workers by what they cost. In images of digits the pixels in the middle are
/// hardly ever zero and those at the border always are, so parts of equal size would keep all waiting for one.
/// </summary>
internal static class InputDivision
{
    // Moving the weights of an input by Adam takes as long as what so many rows add to their gradients; measured.
    private const double CostOfMoving = 6;

    /// <summary>Divides all inputs by the share of rows in which each is not zero, into one part for each worker.</summary>
    public static WorkerPart[] Divide(ReadOnlySpan<double> densities, int batchSize, int workers)
    {
        var total = 0.0;
        foreach (var density in densities)
        {
            total += Cost(density);
        }

        var parts = new WorkerPart[workers];
        var (input, done) = (0, 0.0);
        for (var worker = 0; worker < workers; worker++)
        {
            var start = input;
            var goal = total * (worker + 1) / workers;
            while (input < densities.Length && (worker == workers - 1 || done + (Cost(densities[input]) / 2) < goal))
            {
                done += Cost(densities[input]);
                input++;
            }

            parts[worker] = new WorkerPart(start, input - start);
        }

        return parts;

        double Cost(double density) => CostOfMoving + (density * batchSize);
    }
}
