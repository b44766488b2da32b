using System.Runtime.InteropServices;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// A worker's gradients of a wide first layer. A batch of texts touches few of all words, and the gradients of all others are
/// zero: so only those of the inputs that it touches are kept, which is less memory to clear, to read and to have.
/// </summary>
/// <param name="inputs">The worker's inputs.</param>
/// <param name="outputs">The number of the layer's outputs.</param>
/// <param name="places">
/// For each input of the layer one more than its place among those that are touched, or 0. Workers share it, and each uses its
/// own part.
/// </param>
internal sealed class SparseInputGradients(WorkerPart inputs, int outputs, int[] places)
{
    private readonly List<int> _slots = [];
    private float[] _gradients = [];
    private int[] _rowPlaces = [];

    /// <summary>Computes the gradients over a batch.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="rowCount">The number of its rows.</param>
    /// <param name="deltas">The loss's derivatives by the layer's outputs, <c>[rows, outputs]</c>.</param>
    public void ComputeGradients(SparseInput input, int rowCount, FloatBuffer deltas)
    {
        FindSlots(input, rowCount);
        var length = _slots.Count * outputs;
        if (_gradients.Length < length)
        {
            _gradients = new float[Math.Min((long)inputs.Count * outputs, length + (length / 4L))];
        }

        Array.Clear(_gradients, 0, length);
        for (var row = 0; row < rowCount; row++)
        {
            var own = input[row].Slice(inputs.Start, inputs.End);
            if (_rowPlaces.Length < own.Slots.Length)
            {
                _rowPlaces = new int[2 * own.Slots.Length];
            }

            for (var i = 0; i < own.Slots.Length; i++)
            {
                _rowPlaces[i] = places[own.Slots[i]] - 1;
            }

            var moved = new SparseRow(_rowPlaces.AsSpan(0, own.Slots.Length), own.Values);
            SparseOuterProduct.Add(moved, 0, deltas.Slice((long)row * outputs, outputs), _gradients.AsSpan(0, length));
        }
    }

    /// <summary>Moves the worker's weights.</summary>
    /// <param name="adam">What moves them.</param>
    /// <param name="weightStart">Where the layer's weights start.</param>
    public void Move(CpuAdam adam, long weightStart)
    {
        var slots = CollectionsMarshal.AsSpan(_slots);
        var next = inputs.Start;
        for (int first = 0, end; first < slots.Length; first = end)
        {
            for (end = first + 1; end < slots.Length && slots[end] == slots[end - 1] + 1; end++)
            {
                // Neighbours are moved at once.
            }

            MoveUntouched(slots[first]);
            var own = _gradients.AsSpan(first * outputs, (end - first) * outputs);
            adam.Step(weightStart + ((long)slots[first] * outputs), own.Length, own);
            next = slots[end - 1] + 1;
        }

        MoveUntouched(inputs.End);

        void MoveUntouched(int end) => adam.Step(weightStart + ((long)next * outputs), (end - next) * outputs, []);
    }

    private void FindSlots(SparseInput input, int rowCount)
    {
        foreach (var slot in _slots)
        {
            places[slot] = 0;
        }

        _slots.Clear();
        for (var row = 0; row < rowCount; row++)
        {
            foreach (var slot in input[row].Slice(inputs.Start, inputs.End).Slots)
            {
                if (places[slot] == 0)
                {
                    places[slot] = 1;
                    _slots.Add(slot);
                }
            }
        }

        _slots.Sort();
        for (var place = 0; place < _slots.Count; place++)
        {
            places[_slots[place]] = place + 1;
        }
    }
}
