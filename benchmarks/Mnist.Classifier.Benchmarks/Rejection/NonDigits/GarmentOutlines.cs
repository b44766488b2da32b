namespace Mnist.Classifier.Benchmarks;

/// <summary>Clothes, shoes and a bag as flat shapes, drawn by hand for this benchmark.</summary>
internal static class GarmentOutlines
{
    public static IReadOnlyList<Outline> All { get; } =
    [
        Outline.Parse("30,4 40,10 60,10 70,4 98,24 86,44 74,36 74,98 26,98 26,36 14,44 2,24"), // T-shirt
        Outline.Parse("26,0 74,0 84,100 60,100 50,28 40,100 16,100"), // trousers
        Outline.Parse("34,4 66,4 84,14 98,90 84,94 76,44 76,98 24,98 24,44 16,94 2,90 16,14"), // pullover
        Outline.Parse("36,0 44,12 56,12 64,0 68,30 60,46 84,100 16,100 40,46 32,30"), // dress
        Outline.Parse( // coat, open in front
            "36,2 64,2 84,10 96,86 82,90 76,40 80,100 20,100 24,40 18,90 4,86 16,10; 48,14 52,14 54,100 46,100"),
        Outline.Parse( // sandal
            "2,86 40,76 70,68 98,38 98,92 90,92 90,60 66,84 30,94 2,94; 20,80 36,50 46,48 34,76; 60,70 72,28 82,26 74,64"),
        Outline.Parse( // shirt with a collar and buttons
            "28,6 42,0 50,14 58,0 72,6 98,36 88,52 74,36 74,98 26,98 26,36 12,52 2,36; 48,24 52,24 52,94 48,94"),
        Outline.Parse("2,58 30,50 50,22 70,24 78,34 98,26 98,70 2,70; 2,74 98,74 98,82 2,82"), // sneaker with a sole
        Outline.Parse("6,40 94,40 98,96 2,96; 26,40 32,8 68,8 74,40 66,40 62,18 38,18 34,40"), // bag
        Outline.Parse("50,2 92,2 94,98 76,98 72,86 4,96 4,72 36,60 52,42"), // ankle boot
    ];
}
