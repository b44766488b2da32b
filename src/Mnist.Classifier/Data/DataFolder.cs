using DenseNetworks.IO;
using Mnist.Classifier.Data.Csv;
using Mnist.Classifier.Data.Files;
using Mnist.Classifier.Data.Folders;

namespace Mnist.Classifier.Data;

/// <summary>
/// Reads digits from whatever is there: the four files of MNIST, tables, or pictures. The one rule of what may be where is in
/// docs/data.md, and what leaves a doubt is refused.
/// </summary>
internal sealed class DataFolder(MnistLoadOptions options, IProgress<ImageFolderProgress>? progress, CancellationToken cancellationToken)
{
    private const string Forms =
        "Digits are MNIST's four files, tables such as train.csv and test.csv, or pictures in folders 0 to 9, which train and test may have.";

    private readonly ImageSetLayout _layout = options.TableLayout ?? ImageSetLayout.Mnist;

    public DigitSets Read(string path)
    {
        if (File.Exists(path))
        {
            return Divided(ReadTable(path), $"table {path}");
        }

        var content = FolderContent.OfInnermost(path);
        var hasClasses = content.Folders.Keys.Any(name => DigitNames.Find(name) is not null || SplitName.Of(name) is not null);
        var tables = content.Tables.ToLookup(table => SplitName.Of(Path.GetFileName(table)));
        return content switch
        {
            { HasIdx: true } => ReadIdx(content),
            { Tables.Count: > 0 } when hasClasses && (tables.Contains(false) || tables.Contains(true)) => throw new InvalidDataException(
                $"The folder '{content.Directory}' {content.Describe()}: tables and folders of pictures. Name one of them."),
            { Tables.Count: > 0 } when !hasClasses => ReadTables(content, tables),
            { Parquets.Count: > 0 } => throw new InvalidDataException(
                $"The folder '{content.Directory}' {content.Describe()}. Parquet files are read by the command line, mnist --data, alone: " +
                "'mnist data convert' writes them as MNIST's four files."),
            { Folders.Count: > 0 } or { Pictures.Count: > 0 } => ReadPictures(content),
            _ => throw new InvalidDataException($"The folder '{content.Directory}' {content.Describe()}. {Forms}"),
        };
    }

    public DigitSets ReadPictures(FolderContent content)
    {
        var (train, test) = DigitFolder.Read(content, progress, cancellationToken);
        return test is null ? Divided(train, $"pictures from {content.Directory}") : new(train, test, $"pictures from {content.Directory}", false);
    }

    private static DigitSets ReadIdx(FolderContent content)
    {
        // Before one that is missing is complained of: those that are there may tell more.
        foreach (var file in content.Files.Where(FolderContent.IsIdx))
        {
            using var stream = ReadableFile.Open(file);
            FileContent.RequireData(file, FileContent.ReadStart(stream));
        }

        var test = Task.Run(() => MnistFiles.Load(content.Directory, test: true)); // both at once: unpacking takes its time
        try
        {
            return new(MnistFiles.Load(content.Directory, test: false), test.GetAwaiter().GetResult(), $"IDX files from {content.Directory}", false);
        }
        finally
        {
            Task.WaitAny(test); // no file is open any more, whatever happened
            _ = test.Exception; // of two faults, one is thrown
        }
    }

    private DigitSets ReadTables(FolderContent content, ILookup<bool?, string> tables)
    {
        var train = tables[false].ToList();
        var test = tables[true].ToList();
        if (train.Count == 0 && test.Count == 0 && content.Tables.Count == 1)
        {
            return Divided(ReadTable(content.Tables[0]), $"table {content.Tables[0]}");
        }

        if (train.Count != 1 || test.Count > 1)
        {
            throw new InvalidDataException(
                $"The folder '{content.Directory}' {content.Describe()}. It must have one table with 'train' in its name, and may have one " +
                "with 'test'. Or name a table itself.");
        }

        return test.Count == 0 ? Divided(ReadTable(train[0]), $"table {train[0]}")
            : TableForm.HasNoLabels(test[0], _layout) ? Divided(ReadTable(train[0]), $"table {train[0]}, as {Path.GetFileName(test[0])} has no labels")
            : ReadTables(train[0], test[0]);
    }

    public DigitSets ReadTables(string trainPath, string testPath)
    {
        _layout.Validate();
        var form = TableForm.Find(trainPath, _layout);
        var train = RequireDigits(trainPath, ImageTable.Read(trainPath, _layout, form));
        var test = ImageTable.Read(testPath, _layout, TableForm.Find(testPath, _layout, like: form));
        return new(train, test, $"tables {trainPath} and {testPath}", false);
    }

    private LabeledImages ReadTable(string path)
    {
        _layout.Validate();
        return RequireDigits(path, ImageTable.Read(path, _layout));
    }

    private static LabeledImages RequireDigits(string path, LabeledImages images) => images.CountByClass().Count(count => count > 0) > 1
        ? images
        : throw new InvalidDataException(
            $"'{Printable.Path(path)}' has images of one digit alone, {images.GetLabel(0)}. Is its label in another column? Set " +
            $"{nameof(ImageSetLayout.LabelColumn)} (--label-column on the command line).");

    private DigitSets Divided(LabeledImages all, string source)
    {
        var (train, test) = all.Split(options.TestFraction, options.Seed);
        return new(train, test, $"{source}, of which {options.TestFraction:P0} are set aside to test", true);
    }
}
