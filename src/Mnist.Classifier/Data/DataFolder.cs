using DenseNetworks.IO;
using Mnist.Classifier.Data.Csv;
using Mnist.Classifier.Data.Files;
using Mnist.Classifier.Data.Folders;

namespace Mnist.Classifier.Data;

/// <summary>The two halves of a data set.</summary>
/// <param name="Train">The images to train on.</param>
/// <param name="Test">The images to test with.</param>
/// <param name="Source">Where they come from, for people.</param>
/// <param name="IsTestSetAside">Whether the test images were taken from the training images, for lack of their own.</param>
internal sealed record DigitSets(LabeledImages Train, LabeledImages Test, string Source, bool IsTestSetAside);

/// <summary>
/// Reads digits in any form: the four files of MNIST, tables, or pictures. docs/data.md has the rule of what is recognized;
/// what is ambiguous is rejected.
/// </summary>
internal sealed class DataFolder(
    MnistLoadOptions options, IProgress<ImageFolderProgress>? progress, CancellationToken cancellationToken)
{
    private const string Forms =
        "Digits are MNIST's four files, tables such as train.csv and test.csv, or pictures in folders 0 to 9, which train " +
        "and test may have.";

    private readonly ImageSetLayout _layout = options.TableLayout ?? ImageSetLayout.Mnist;

    public DigitSets Read(string path)
    {
        if (File.Exists(path))
        {
            return Split(ReadTable(path), $"table {path}");
        }

        var content = FolderContent.OfInnermost(path);
        var tables = content.Tables.ToLookup(table => SplitName.Of(Path.GetFileName(table)));
        return content switch
        {
            { HasIdx: true } => ReadIdx(content),
            { Tables.Count: > 0, HasDigitFolders: false } => ReadTables(content, tables),
            { Tables.Count: > 0 } when tables.Contains(false) || tables.Contains(true) => throw Invalid(
                content, ": tables and folders of pictures. Name one of them."),
            { Parquets.Count: > 0 } => throw Invalid(
                content, ". Parquet files are read by the command line alone, mnist --data: 'mnist data convert' writes them " +
                "as MNIST's four files."),
            { Folders.Count: > 0 } or { Pictures.Count: > 0 } => ReadPictures(content),
            _ => throw Invalid(content, $". {Forms}"),
        };
    }

    public DigitSets ReadPictures(FolderContent content)
    {
        var (train, test) = DigitFolder.Read(content, progress, cancellationToken);
        var source = $"pictures from {content.Directory}";
        return test is null ? Split(train, source) : new(train, test, source, false);
    }

    public DigitSets ReadTables(string trainPath, string testPath)
    {
        _layout.Validate();
        var form = TableForm.Find(trainPath, _layout);
        var train = RequireDigits(trainPath, ImageTable.Read(trainPath, _layout, form));
        var test = ImageTable.Read(testPath, _layout, TableForm.Find(testPath, _layout, like: form));
        return new(train, test, $"tables {trainPath} and {testPath}", false);
    }

    private static DigitSets ReadIdx(FolderContent content)
    {
        // Before a missing file is reported: those that exist may explain more.
        foreach (var file in content.Files.Where(FolderContent.IsIdx))
        {
            using var stream = ReadableFile.Open(file);
            FileContent.RequireData(file, FileContent.ReadStart(stream));
        }

        var test = Task.Run(() => MnistFiles.Load(content.Directory, test: true)); // in parallel: decompression takes time
        try
        {
            var train = MnistFiles.Load(content.Directory, test: false);
            return new(train, test.GetAwaiter().GetResult(), $"IDX files from {content.Directory}", false);
        }
        finally
        {
            Task.WaitAny(test); // closes its files in any case
            _ = test.Exception; // of two exceptions, one is thrown
        }
    }

    private DigitSets ReadTables(FolderContent content, ILookup<bool?, string> tables)
    {
        List<string> train = [.. tables[false]], test = [.. tables[true]];
        return (train, test) switch
        {
            ([], []) when content.Tables is [var table] => Split(ReadTable(table), $"table {table}"),
            ([var table], []) => Split(ReadTable(table), $"table {table}"),
            ([var table], [var other]) when TableForm.HasNoLabels(other, _layout) => Split(
                ReadTable(table), $"table {table}, as {Path.GetFileName(other)} has no labels"),
            ([var table], [var other]) => ReadTables(table, other),
            _ => throw Invalid(
                content, ". It must have one table with 'train' in its name, and may have one with 'test'. Or name a table " +
                    "itself."),
        };
    }

    private LabeledImages ReadTable(string path)
    {
        _layout.Validate();
        return RequireDigits(path, ImageTable.Read(path, _layout));
    }

    private static LabeledImages RequireDigits(string path, LabeledImages images) =>
        images.CountByClass().Count(count => count > 0) > 1
            ? images
            : throw new InvalidDataException(
                $"'{Printable.Path(path)}' has images of one digit alone, {images.GetLabel(0)}. Is its label in another " +
                $"column? Set {nameof(ImageSetLayout.LabelColumn)} (--label-column on the command line).");

    private DigitSets Split(LabeledImages all, string source)
    {
        var (train, test) = all.Split(options.TestFraction, options.Seed);
        return new(train, test, $"{source}, of which {options.TestFraction:P0} are set aside to test", true);
    }

    private static InvalidDataException Invalid(FolderContent content, string complaint) =>
        new($"The folder '{content.Directory}' {content.Describe()}{complaint}");
}
