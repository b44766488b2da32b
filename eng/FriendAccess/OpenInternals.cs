using Microsoft.Build.Framework;

namespace FriendAccess;

/// <summary>
/// MSBuild task: writes, for each referenced assembly, a copy to compile against in which internal members are public.
/// </summary>
public sealed class OpenInternals : Microsoft.Build.Utilities.Task
{
    /// <summary>Gets or sets the assemblies to copy.</summary>
    [Required]
    public ITaskItem[] Assemblies { get; set; } = [];

    /// <summary>Gets or sets the paths to write, one for each of <see cref="Assemblies"/>.</summary>
    [Required]
    public ITaskItem[] Copies { get; set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        foreach (var (assembly, copy) in Assemblies.Zip(Copies, (assembly, copy) => (assembly.ItemSpec, copy.ItemSpec)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(copy))!);
            File.WriteAllBytes(copy, AssemblyVisibility.OpenInternals(File.ReadAllBytes(assembly)));
        }

        return !Log.HasLoggedErrors;
    }
}
