namespace Mnist.Digits.Normalization;

/// <summary>Selects the k-th smallest value: C. A. R. Hoare, "Algorithm 65: find", 1961.</summary>
internal static class QuickSelect
{
    /// <summary>Returns the value that sorting would move to an index, and reorders the values.</summary>
    /// <param name="values">At least one value. None may be NaN.</param>
    /// <param name="index">The index, from 0 for the smallest value.</param>
    public static float Select(Span<float> values, int index)
    {
        var (first, last) = (0, values.Length - 1);
        while (first < last)
        {
            var pivot = values[(first + last) / 2];
            var (low, high) = (first, last);
            while (low <= high)
            {
                while (values[low] < pivot)
                {
                    low++;
                }

                while (values[high] > pivot)
                {
                    high--;
                }

                if (low <= high)
                {
                    (values[low], values[high]) = (values[high], values[low]);
                    low++;
                    high--;
                }
            }

            if (index <= high)
            {
                last = high;
            }
            else if (index >= low)
            {
                first = low;
            }
            else
            {
                break;
            }
        }

        return values[index];
    }
}
