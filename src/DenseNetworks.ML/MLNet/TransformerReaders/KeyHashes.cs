namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>
/// Checks the hashes of values before ML.NET builds hash tables from them. The hash functions are deterministic, so a file
/// could contain values that all fall into the same bucket of a table, which takes quadratic time to build.
/// </summary>
internal static class KeyHashes
{
    /// <summary>The maximum number of values, which is that of the classes of a network.</summary>
    public const int MaxCount = 1 << 20;

    // The fullest bucket of a full table usually has about ten values.
    private const int MaxInOneBucket = 100;

    // The sizes of the tables of ML.NET for text and for other types. Each is used until there are more values than buckets.
    private static readonly int[] TextTables = [.. Enumerable.Range(5, 16).Select(power => 1 << power)];
    private static readonly int[] OtherTables =
        [79, 163, 331, 673, 1361, 2729, 5471, 10949, 21911, 43853, 87719, 175447, 350899, 701819, 1403641];

    /// <exception cref="FormatException">Too many values fall into one bucket.</exception>
    public static void CheckTexts(uint[] hashes) => Check(hashes, TextTables);

    /// <exception cref="FormatException">Too many values fall into one bucket.</exception>
    public static void CheckOthers(uint[] hashes) => Check(hashes, OtherTables);

    private static void Check(uint[] hashes, int[] tables)
    {
        foreach (var size in tables.Where((_, i) => i == 0 || tables[i - 1] < hashes.Length))
        {
            var counts = new int[size];
            foreach (var hash in hashes.AsSpan(0, Math.Min(hashes.Length, size)))
            {
                if (++counts[hash % (uint)size] > MaxInOneBucket)
                {
                    throw new FormatException("the hashes of its key values collide, which would make reading slow");
                }
            }
        }
    }
}
