namespace Mnist.Digits.Pages;

/// <summary>Tells words from numbers: many letters look a little like digits, and some of a word like none.</summary>
/// <param name="threshold">The score from which on something is a digit.</param>
internal sealed class Words(float threshold)
{
    // In heights: pieces that are no farther apart belong to one word.
    private const float WidestGap = 0.5f;

    private const int LeastCount = 3;

    // Counted from the threshold, of the middle one of those that look like digits: half of MNIST's digits have 10 and more.
    private const float LeastWithOthers = 6;
    private const float LeastAlone = 3;

    /// <summary>Makes all of a word unsure.</summary>
    /// <param name="row">A row, from the left.</param>
    public IEnumerable<ReadMark> Doubt(List<ReadMark> row)
    {
        for (var start = 0; start < row.Count;)
        {
            var end = start + 1;
            while (end < row.Count && row[end].Mark.Box.Left - row[end - 1].Mark.Box.Right
                <= WidestGap * Math.Max(row[end].Mark.Box.Height, row[end - 1].Mark.Box.Height))
            {
                end++;
            }

            var group = row[start..end];
            foreach (var mark in group)
            {
                yield return mark.Prediction.IsDigit && IsWord(group) ? mark with { Prediction = mark.Prediction.With(DigitFinding.NoDigit) } : mark;
            }

            start = end;
        }
    }

    private bool IsWord(List<ReadMark> group)
    {
        var scores = group.Where(mark => mark.Prediction.IsDigit).Select(mark => mark.Prediction.DigitScore).Order().ToList();
        return scores.Count * 2 <= group.Count || (group.Count >= LeastCount
            && scores[scores.Count / 2] < threshold + (scores.Count < group.Count ? LeastWithOthers : LeastAlone));
    }
}
