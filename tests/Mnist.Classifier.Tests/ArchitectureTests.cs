using System.Text.RegularExpressions;
using System.Xml.Linq;
using Testing;

namespace Mnist.Classifier.Tests;

/// <summary>
/// A folder of a project is a room that knows only the rooms below it. What a project knows of others, the compiler sees to;
/// whom it opens its internals to is looked at here.
/// </summary>
public sealed partial class ArchitectureTests
{
    // What each room may know of its own project. The files at the root of a project may know every room.
    private static readonly Dictionary<string, Dictionary<string, string[]>> MayKnow = new()
    {
        ["DenseNetworks"] = new()
        {
            ["Models"] = ["Network", "IO"],
            ["Network"] = ["IO"],
            ["IO"] = [],
        },
        ["DenseNetworks.ML"] = new()
        {
            ["Training"] = ["Scoring", "MLNet"],
            ["Scoring"] = ["MLNet", "Onnx"],
            ["Onnx"] = [],
            ["MLNet"] = [],
        },
        ["Mnist.Digits"] = new()
        {
            ["SavedPipelines"] = [],
            ["Normalization"] = ["Pictures"],
            ["Pages"] = ["", "Normalization", "Pictures"], // the root for what a digit is read as
            ["Pictures"] = [],
            ["Pretrained"] = [], // a model, and no code
        },
        ["Mnist.Classifier"] = new()
        {
            ["Data"] = ["Transforms"],
            ["Transforms"] = [],
        },
    };

    // The same of the rooms of Training, in the order in which rows pass through them. They may know its root, the public face, too.
    private static readonly Dictionary<string, string[]> MayKnowInTraining = new()
    {
        ["Rows"] = [""],
        ["Augmentation"] = ["", "Rows"],
        ["Engines"] = ["", "Rows", "Augmentation"],
        ["Loop"] = ["", "Rows", "Engines"],
        ["Checkpoints"] = ["", "Rows", "Engines", "Loop"],
        ["Calibration"] = ["", "Rows", "Augmentation", "Engines"],
    };

    private static readonly string Training = Path.Combine("DenseNetworks.ML", "Training");

    public static TheoryData<string> Projects => [.. MayKnow.Keys];

    [Fact]
    public void Every_project_is_a_known_one() => Directory.GetDirectories(Repository.SourceFolder)
        .Select(Path.GetFileName).Should().BeEquivalentTo(MayKnow.Keys);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_tests_and_the_floors_above_are_friends(string project)
    {
        var tests = Directory.GetDirectories(Path.Combine(Repository.Folder, "tests")).Select(Path.GetFileName);
        var above = MayKnow.Keys.Where(other => FloorsBelow(other).Contains(project));
        Items(project, "InternalsVisibleTo").Should().NotBeEmpty().And.BeSubsetOf([.. tests, .. above]);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_is_a_known_room(string project) => Folders(project).Should().BeEquivalentTo(MayKnow[project].Keys);

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_knows_only_the_rooms_below_it(string project) => Breaches(project, MayKnow[project]).Should().BeEmpty();

    [Fact]
    public void A_room_of_training_knows_only_those_that_rows_have_passed()
    {
        Folders(Training).Should().BeEquivalentTo(MayKnowInTraining.Keys);
        Breaches(Training, MayKnowInTraining).Should().BeEmpty();
    }

    [Fact]
    public void TorchSharp_is_known_in_Training_alone() => MayKnow.Keys
        .SelectMany(project => Sources(project).Where(file => Words(file).Contains("TorchSharp")).Select(file => Room(project, file)))
        .Distinct().Should().Equal("Training");

    // Elsewhere it would be loaded where no libtorch is.
    [Fact]
    public void TorchSharp_is_known_in_three_folders_of_the_engines() =>
        Directory.EnumerateFiles(Path.Combine(Repository.SourceFolder, "DenseNetworks.ML", "Training"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("using TorchSharp", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)))
            .Distinct().Should().BeEquivalentTo("LibTorch", "LibTorchLoading", "Torch");

    // The projects under src that a project refers to, and those that they refer to.
    private static IEnumerable<string> FloorsBelow(string project) => Items(project, "ProjectReference")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Where(MayKnow.ContainsKey)
        .SelectMany(floor => FloorsBelow(floor).Prepend(floor));

    private static IEnumerable<string> Items(string project, string name) =>
        XDocument.Load(Path.Combine(Repository.SourceFolder, project, $"{project}.csproj"))
            .Descendants(name).Select(item => item.Attribute("Include")!.Value);

    private static IEnumerable<string?> Folders(string project) =>
        Directory.GetDirectories(Path.Combine(Repository.SourceFolder, project)).Select(Path.GetFileName).Except(["bin", "obj"]);

    private static IEnumerable<string> Breaches(string project, Dictionary<string, string[]> mayKnow)
    {
        // A file has the name of its type.
        var roomOfType = Sources(project)
            .GroupBy(file => Path.GetFileName(file).Split('.', '{')[0])
            .ToDictionary(files => files.Key, files => files.Select(file => Room(project, file)).ToHashSet());

        return
            from file in Sources(project)
            let room = Room(project, file)
            where room.Length > 0
            from word in Words(file).Distinct()
            where roomOfType.TryGetValue(word, out var others)
                && !others.Overlaps([room, .. mayKnow[room]])
            select $"{file} knows {word}, which is in '{string.Join("', '", roomOfType[word])}'";
    }

    private static IEnumerable<string> Sources(string project)
    {
        var folder = Path.Combine(Repository.SourceFolder, project);
        return Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));
    }

    private static string Room(string project, string file)
    {
        var parts = Path.GetRelativePath(Path.Combine(Repository.SourceFolder, project), file).Split(Path.DirectorySeparatorChar);
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
