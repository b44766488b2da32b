using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Mnist.Classifier;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The section about the environment of the report.</summary>
internal static class EnvironmentSection
{
    public static XElement Create(ReportSubject subject) => Html.Section("environment", "Environment", Html.Facts([
        ("Mnist.Classifier", VersionOf(typeof(MnistClassifier).Assembly)),
        (".NET", RuntimeInformation.FrameworkDescription),
        ("System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
        ("Processors", Figures.Count(Environment.ProcessorCount)),
        ("Date", subject.Time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)),
    ]));

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? Figures.None;
}
