using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Mnist.Digits.Normalization;

namespace Mnist.Digits.Tests.Normalization;

/// <summary>Compares the components with a flood fill.</summary>
public sealed class ConnectedComponentsTests
{
    private const float Threshold = 0.5f;

    [Property(MaxTest = 200)]
    public Property Patches_are_what_a_flood_fill_finds() => Prop.ForAll(
        Gen.Choose(1, 70).ToArbitrary(),
        Gen.Choose(1, 40).ToArbitrary(),
        Gen.Choose(1, 99).ToArbitrary(),
        (width, height, percentOfInk) =>
        {
            var ink = Draw(width, height, percentOfInk);

            var found = ConnectedComponents.Find(ink, Threshold);

            var labels = Fill(ink);
            Enumerable.Range(0, labels.Length).Select(found.LabelAt).Should().Equal(labels);
            found.All.Select(component => component.Label).Should().Equal(Enumerable.Range(1, labels.Max()));
            foreach (var component in found.All)
            {
                var pixels = Enumerable.Range(0, labels.Length).Where(pixel => labels[pixel] == component.Label).ToArray();
                var (columns, rows) = (pixels.Select(pixel => pixel % width), pixels.Select(pixel => pixel / width));
                component.Area.Should().Be(pixels.Length);
                component.Box.Should().Be(new Box(columns.Min(), rows.Min(), columns.Max(), rows.Max()));
                component.BorderContact.Should().Be(pixels.Count(pixel =>
                    pixel % width == 0 || pixel % width == width - 1 || pixel / width == 0 || pixel / width == height - 1));
            }
        });

    [Property(MaxTest = 200)]
    public Property The_thickness_of_one_patch_is_that_measured_for_all() => Prop.ForAll(
        Gen.Choose(1, 70).ToArbitrary(),
        Gen.Choose(1, 40).ToArbitrary(),
        Gen.Choose(1, 99).ToArbitrary(),
        (width, height, percentOfInk) =>
        {
            var ink = Draw(width, height, percentOfInk);
            var found = ConnectedComponents.Find(ink, Threshold);

            found.All.Where(component => component.Thickness != 0).Should().BeEmpty();
            found.All.Select(found.Measure).Should().Equal(ConnectedComponents.Find(ink, Threshold, isThicknessWanted: true).All);
        });

    [Property(MaxTest = 50)]
    public Property The_outline_is_the_ink_with_paper_beside_above_or_below() => Prop.ForAll(
        Gen.Choose(1, 30).ToArbitrary(),
        Gen.Choose(1, 30).ToArbitrary(),
        (width, height) =>
        {
            var ink = Draw(width, height, percentOfInk: 70);
            var found = ConnectedComponents.Find(ink, Threshold);

            bool IsPaper(int column, int row) =>
                column >= 0 && row >= 0 && column < width && row < height && ink.Row(row)[column] <= Threshold;

            for (var pixel = 0; pixel < width * height; pixel++)
            {
                var (column, row) = (pixel % width, pixel / width);
                found.IsOutline(pixel).Should().Be(
                    IsPaper(column - 1, row) || IsPaper(column + 1, row) || IsPaper(column, row - 1) || IsPaper(column, row + 1));
            }
        });

    // Blobs of ink, so that components have an inside, holes and long arms.
    private static Plane Draw(int width, int height, int percentOfInk)
    {
        var random = new Random((width * height) + percentOfInk);
        var ink = new Plane(width, height);
        foreach (ref var value in ink.Values)
        {
            value = random.Next(100) < percentOfInk ? 1 : 0;
        }

        return random.Next(2) == 0 ? ink : ink.Smooth();
    }

    private static int[] Fill(Plane ink)
    {
        var labels = new int[ink.Width * ink.Height];
        var count = 0;
        for (var start = 0; start < labels.Length; start++)
        {
            if (labels[start] == 0 && ink.Values[start] > Threshold)
            {
                count++;
                var pending = new Stack<int>([start]);
                while (pending.TryPop(out var pixel))
                {
                    labels[pixel] = count;
                    foreach (var neighbour in Neighbours(pixel, ink).Where(next => labels[next] == 0 && ink.Values[next] > Threshold))
                    {
                        pending.Push(neighbour);
                    }
                }
            }
        }

        return labels;
    }

    private static IEnumerable<int> Neighbours(int pixel, Plane ink) =>
        from row in Enumerable.Range((pixel / ink.Width) - 1, 3)
        from column in Enumerable.Range((pixel % ink.Width) - 1, 3)
        where row >= 0 && row < ink.Height && column >= 0 && column < ink.Width
        select (row * ink.Width) + column;
}
