namespace Mnist.Classifier.Data;

/// <summary>The classes of published sets, in the order of their numbers.</summary>
internal static class KnownClassNames
{
    public static readonly IReadOnlyList<string> Fashion =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    public static readonly IReadOnlyList<string> Letters = Characters("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public static readonly IReadOnlyList<string> ByClass =
        Characters("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // The small letters that are missing look like their large ones and are counted with them.
    public static readonly IReadOnlyList<string> Merged = Characters("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt");

    private static string[] Characters(string text) => [.. text.Select(character => character.ToString())];
}
