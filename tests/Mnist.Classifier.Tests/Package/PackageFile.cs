using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Mnist.Classifier.Tests.Package;

/// <summary>A package as a file.</summary>
/// <param name="path">The <c>.nupkg</c> or <c>.snupkg</c> file.</param>
internal sealed class PackageFile(string path)
{
    public byte[] Bytes => File.ReadAllBytes(path);

    public IReadOnlyList<string> Entries
    {
        get
        {
            using var zip = ZipFile.OpenRead(path);
            return [.. zip.Entries.Select(entry => entry.FullName)];
        }
    }

    /// <summary>Gets the elements of the manifest.</summary>
    public IReadOnlyList<XElement> Manifest
    {
        get
        {
            using var stream = new MemoryStream(
                Read(Entries.Single(entry => entry.EndsWith(".nuspec", StringComparison.Ordinal))));
            return [.. XDocument.Load(stream).Descendants()];
        }
    }

    /// <summary>Gets the names and versions of the packages that it asks for.</summary>
    public IReadOnlyDictionary<string, string> Dependencies => Manifest.Where(element => element.Name.LocalName == "dependency")
        .ToDictionary(element => element.Attribute("id")!.Value, element => element.Attribute("version")!.Value);

    public string ReadText(string entry) => Encoding.UTF8.GetString(Read(entry));

    public byte[] Read(string entry)
    {
        using var zip = ZipFile.OpenRead(path);
        using var stream = zip.GetEntry(entry)!.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
