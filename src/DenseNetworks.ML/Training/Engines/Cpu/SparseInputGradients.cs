using System.Runtime.InteropServices;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// The gradients of a worker for a wide first layer. A batch of texts touches few of all words, and the gradients of all other
/// inputs are zero. So only those of the touched inputs are stored, which takes less memory and time. For each input,
/// <paramref name="places"/> has one more than its index among those, or 0; each worker uses its own part.
/// </summary>
internal sealed class SparseInputGradients(WorkerPart inputs, int outputs, int[] places)
{
    private readonly List<int> _slots = [];
    private float[] _gradients = [];
    private int[] _rowPlaces = [];

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

    public void Move(CpuAdam adam, long weightStart)
    {
        var slots = CollectionsMarshal.AsSpan(_slots);
        var next = inputs.Start;
        for (int first = 0, end; first < slots.Length; first = end)
        {
            for (end = first + 1; end < slots.Length && slots[end] == slots[end - 1] + 1; end++)
            {
                // Contiguous inputs are updated together.
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
