using System.Text.RegularExpressions;
using Mnist.Classifier.Tests.Support;

namespace Mnist.Classifier.Tests;

/// <summary>A folder of the library is a room that knows only the rooms below it.</summary>
public sealed partial class ArchitectureTests
{
    // What each room may know. The files at the root are the front door and may know every room.
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Data"] = ["IO", "Pictures"],
        ["Training"] = ["IO", "Scoring", "Network", "MLNet"],
        ["Scoring"] = ["IO", "Network", "MLNet"],
        ["Pictures"] = ["MLNet"],
        ["Pixels"] = ["MLNet"],
        ["Network"] = [],
        ["MLNet"] = ["IO"],
        ["IO"] = [],
        ["Pretrained"] = [], // a model, and no code
    };

    private static readonly string Library = Repository.LibraryFolder;

    [Fact]
    public void Every_folder_is_a_known_room() =>
        Directory.GetDirectories(Library).Select(Path.GetFileName).Except(["bin", "obj"]).Should().BeEquivalentTo(MayKnow.Keys);

    [Fact]
    public void A_room_knows_only_the_rooms_below_it()
    {
        // A file has the name of its type.
        var roomOfType = Sources()
            .GroupBy(file => Path.GetFileName(file).Split('.', '{')[0])
            .ToDictionary(files => files.Key, files => Room(files.First()));

        var breaches =
            from file in Sources()
            let room = Room(file)
            where room.Length > 0
            from word in Words(file).Distinct()
            where roomOfType.TryGetValue(word, out var other) && other != room && !MayKnow[room].Contains(other)
            select $"{Path.GetRelativePath(Library, file)} knows {word}, which is in '{roomOfType[word]}'";

        breaches.Should().BeEmpty();
    }

    [Fact]
    public void TorchSharp_is_known_in_Training_alone() =>
        Sources().Where(file => Words(file).Contains("TorchSharp")).Select(Room).Distinct().Should().Equal("Training");

    [Fact]
    public void Networks_know_neither_MLNet_nor_TorchSharp() =>
        Sources().Where(file => Room(file) == "Network").SelectMany(Words).Should().NotContain(["Microsoft", "TorchSharp"]);

    private static IEnumerable<string> Sources() => Directory
        .GetFiles(Library, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Library, file).StartsWith("obj", StringComparison.Ordinal)
            && !Path.GetRelativePath(Library, file).StartsWith("bin", StringComparison.Ordinal));

    private static string Room(string file)
    {
        var parts = Path.GetRelativePath(Library, file).Split(Path.DirectorySeparatorChar);
        return parts.Length == 1 ? "" : parts[0];
    }

    // The identifiers of a file, without what stands in comments and text.
    private static IEnumerable<string> Words(string file) =>
        Identifier().Matches(CommentOrText().Replace(File.ReadAllText(file), " ")).Select(match => match.Value);

    [GeneratedRegex(@"//[^\n]*|""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex CommentOrText();

    [GeneratedRegex("[A-Za-z_][A-Za-z_0-9]*")]
    private static partial Regex Identifier();
}
