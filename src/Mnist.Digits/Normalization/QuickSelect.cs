namespace Mnist.Digits.Normalization;

/// <summary>Finds the value that would stand at a place after sorting: C. A. R. Hoare, "Algorithm 65: find", 1961.</summary>
internal static class QuickSelect
{
    /// <summary>Returns the value, and leaves the values in another order.</summary>
    /// <param name="values">At least one number, none of them NaN.</param>
    /// <param name="index">The place, from 0 for the least value.</param>
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
