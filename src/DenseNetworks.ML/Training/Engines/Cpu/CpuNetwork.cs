using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>The layers of a network on the CPU, and the forward and backward pass through them.</summary>
internal sealed class CpuNetwork
{
    private readonly CpuLayer[] _layers;

    public CpuNetwork(
        CpuBackend backend, BatchInput input, NetworkLayout layout, FloatBuffer weights, FloatBuffer? gradients, RowLimits rows,
        int workers, bool needsAllGradients = false)
    {
        var layers = new List<CpuLayer>();
        foreach (var place in layout.Layers)
        {
            layers.Add(layers.Count > 0
                ? backend.MakeLayer(layers[^1].Outputs, layers[^1].Deltas, place, weights, gradients, rows, workers)
                : input is SparseInput sparse
                    ? new SparseInputLayer(backend.Memory, sparse, place, weights, gradients, rows, workers, needsAllGradients)
                    : backend.MakeLayer(((MatrixInput)input).Values, null, place, weights, gradients, rows, workers));
        }

        _layers = [.. layers];
    }

    public ReadOnlySpan<CpuLayer> Layers => _layers;

    public CpuLayer Last => _layers[^1];

    /// <summary>Prepares for a batch, before the workers start.</summary>
    public void Prepare(int rowCount)
    {
        foreach (var layer in _layers)
        {
            layer.Prepare(rowCount);
        }
    }

    /// <summary>Computes the logits of the rows of a worker.</summary>
    public void Forward(int worker, WorkerPart rows, DropoutMask? dropout = null, long step = 0)
    {
        for (var i = 0; i < _layers.Length; i++)
        {
            _layers[i].Forward(worker, rows);
            if (i < _layers.Length - 1)
            {
                Relu.Apply(_layers[i].OutputsOf(rows));
                dropout?.Apply(_layers[i].OutputsOf(rows), _layers[i].Place.Outputs, step, i, rows.Start);
            }
        }
    }

    /// <summary>Computes the derivatives of all layers from those of the last one, for the rows of a worker.</summary>
    public void PropagateBack(int worker, WorkerPart rows, DropoutMask? dropout)
    {
        for (var i = _layers.Length - 1; i > 0; i--)
        {
            ((MatMulLayer)_layers[i]).PropagateBack(worker);
            var deltas = _layers[i - 1].DeltasOf(rows);
            dropout?.Differentiate(deltas);
            ReluGradient.Apply(_layers[i - 1].OutputsOf(rows), deltas); // the output of a dropped unit is zero
        }
    }
}
