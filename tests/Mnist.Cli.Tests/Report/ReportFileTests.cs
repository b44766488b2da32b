using Mnist.Classifier;
using Mnist.Cli.Report;

namespace Mnist.Cli.Tests.Report;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-report-").FullName;

    private string Report => Path.Combine(_folder, "report.html");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_report_is_written_as_it_is_rendered_in_place_of_an_older_one()
    {
        File.WriteAllText(Report, "an older one");

        ReportPage.Write(Report, Reports.Subject());

        File.ReadAllText(Report).Should().Be(ReportPage.Render(Reports.Subject()));
        File.ReadAllBytes(Report)[0].Should().Be((byte)'<', "a byte order mark has no use here");
        Directory.EnumerateFileSystemEntries(_folder).Should().Equal(Report);
    }

    [Fact]
    public void A_report_that_cannot_be_created_leaves_the_older_one()
    {
        File.WriteAllText(Report, "an older one");

        var write = () => ReportPage.Write(Report, Reports.Subject(images: LabeledImages.GenerateNonDigits(3)));

        write.Should().Throw<ArgumentException>();
        File.ReadAllText(Report).Should().Be("an older one");
        Directory.EnumerateFileSystemEntries(_folder).Should().Equal(Report);
    }

    [Fact]
    public void A_report_that_cannot_be_put_in_its_place_leaves_nothing()
    {
        Directory.CreateDirectory(Report);

        var write = () => ReportPage.Write(Report, Reports.Subject());

        write.Should().Throw<Exception>().Which.Should().Match(e => e is IOException || e is UnauthorizedAccessException);
        Directory.EnumerateFileSystemEntries(_folder).Should().Equal(Report);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error_that_names_it()
    {
        var write = () => ReportPage.Write(Path.Combine(_folder, "none", "report.html"), Reports.Subject());

        write.Should().Throw<DirectoryNotFoundException>().WithMessage("*none*");
    }
}
