using Microsoft.Build.Framework;

namespace BillOfMaterials;

/// <summary>MSBuild task: writes a bill of materials of a package, for programs and for people.</summary>
public sealed class WriteBillOfMaterials : Microsoft.Build.Utilities.Task
{
    /// <summary>Gets or sets the assets file that NuGet restored for the project.</summary>
    [Required]
    public string AssetsFile { get; set; } = "";

    /// <summary>Gets or sets the name of the package of the project.</summary>
    [Required]
    public string PackageId { get; set; } = "";

    /// <summary>Gets or sets the version of that package, and of those that other projects make.</summary>
    [Required]
    public string PackageVersion { get; set; } = "";

    /// <summary>Gets or sets the authors of these packages.</summary>
    [Required]
    public string Authors { get; set; } = "";

    /// <summary>Gets or sets their licence, an SPDX expression.</summary>
    [Required]
    public string Licence { get; set; } = "";

    /// <summary>Gets or sets the path of the bill of materials to write.</summary>
    [Required]
    public string BillOfMaterials { get; set; } = "";

    /// <summary>Gets or sets the path of the page to write.</summary>
    [Required]
    public string Notices { get; set; } = "";

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            using var assets = new AssetsFile(AssetsFile);
            Component[] components = [
                .. assets.ReadComponents(new(PackageId, PackageVersion, Authors, Licence, Sha512: null, []))];
            File.WriteAllText(BillOfMaterials, CycloneDx.Write(components));
            File.WriteAllText(Notices, NoticesPage.Write(components));
        }
        catch (InvalidDataException exception)
        {
            Log.LogErrorFromException(exception);
        }

        return !Log.HasLoggedErrors;
    }
}
