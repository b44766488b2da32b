using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>The first layer of a network for sparse features: zeros take no time.</summary>
internal sealed class SparseInputLayer(
    FloatMemory memory, SparseInput input, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients, RowLimits rows,
    int workers, bool needsAllGradients)
    : CpuLayer(memory, place, weights, gradients, rows, workers)
{
    // The share of the inputs that a batch may touch for sparse gradients to pay.
    private const double FewInputs = 0.25;

    // Weights are updated in vectors, and one by one at the end of a range, which is rounded differently.
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
/// Divides the inputs of a layer among the workers by their cost. In images of digits, central pixels are hardly ever zero and
/// border pixels always are, so with parts of equal size, all workers would wait for one.
/// </summary>
internal static class InputDivision
{
    // Updating the weights of an input by Adam takes as long as adding this many rows to their gradients. Measured.
    private const double CostOfMoving = 6;

    /// <summary>Divides the inputs, given the share of rows in which each is nonzero, into one part per worker.</summary>
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
