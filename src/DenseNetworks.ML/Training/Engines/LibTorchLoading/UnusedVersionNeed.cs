using System.Buffers.Binary;

namespace DenseNetworks.ML.Training.LibTorchLoading;

/// <summary>Makes a shared object loadable if another library lacks a symbol version that it requires but never uses.</summary>
internal static class UnusedVersionNeed
{
    /// <summary>Marks a required version as weak, in the bytes, if no relocation refers to a symbol of that version.</summary>
    /// <returns>
    /// <see langword="false"/> if the file does not require the version, requires it weakly already, or uses it; otherwise,
    /// <see langword="true"/>.
    /// </returns>
    /// <exception cref="BadImageFormatException">The file is not an x86-64 shared object, or is malformed.</exception>
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
