using System.Buffers.Binary;

namespace DenseNetworks.ML.Training.LibTorchLoading;

/// <summary>
/// Lets a shared object load where another library does not define a symbol version that it names and never uses.
/// </summary>
internal static class UnusedVersionNeed
{
    /// <summary>Marks a version need as weak, in the bytes, if no relocation refers to a symbol of that version.</summary>
    /// <returns>False when the file does not need the version, needs it weakly already, or uses it.</returns>
    /// <exception cref="BadImageFormatException">It is no x86-64 shared object, or a malformed one.</exception>
    public static bool TryWeaken(Memory<byte> file, string library, string version)
    {
        var image = ElfImage.Parse(file);
        var need = image.ReadVersionNeeds().Find(need => need.Library == library && need.Version == version);
        if (need is null || need.IsWeak || image.UsesVersion(need.Index))
        {
            return false;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(
            file.Span[need.FlagsOffset..],
            (ushort)(need.Flags | ElfVersionNeed.WeakFlag));
        return true;
    }
}
