namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>
/// Looks at the hashes of values before ML.NET makes tables by them. Those hashes are the same everywhere, so a file can have values
/// that all fall into one place of a table, which takes the square of their number to make.
/// </summary>
internal static class KeyHashes
{
    /// <summary>The most values that are looked at: as many as a network may have classes.</summary>
    public const int MaxCount = 1 << 20;

    // As many honest values as places put about ten into one.
    private const int MostInOnePlace = 100;

    // The sizes of ML.NET's tables, each in use until there are as many values as places: of texts, and of everything else.
    private static readonly int[] TextTables = [.. Enumerable.Range(5, 16).Select(power => 1 << power)];
    private static readonly int[] OtherTables =
        [79, 163, 331, 673, 1361, 2729, 5471, 10949, 21911, 43853, 87719, 175447, 350899, 701819, 1403641];

    /// <summary>Looks at the hashes of texts, in their order.</summary>
    /// <exception cref="FormatException">Too many fall into one place.</exception>
    public static void CheckTexts(uint[] hashes) => Check(hashes, TextTables);

    /// <summary>Looks at the hashes of other values, in their order.</summary>
    /// <exception cref="FormatException">Too many fall into one place.</exception>
    public static void CheckOthers(uint[] hashes) => Check(hashes, OtherTables);

    private static void Check(uint[] hashes, int[] tables)
    {
        foreach (var size in tables.Where((_, i) => i == 0 || tables[i - 1] < hashes.Length))
        {
            var counts = new int[size];
            foreach (var hash in hashes.AsSpan(0, Math.Min(hashes.Length, size)))
            {
                if (++counts[hash % (uint)size] > MostInOnePlace)
                {
                    throw new FormatException("its values of a key are such as make reading slow");
                }
            }
        }
    }
}
