namespace DenseNetworks.ML.Training.Native;

/// <summary>A version of another library's symbols without which the loader refuses an ELF shared object.</summary>
/// <param name="Library">The file that is to define the version, such as <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">The number by which the object's own symbols refer to the version (vna_other).</param>
/// <param name="Flags">The entry's flags (vna_flags).</param>
/// <param name="FlagsOffset">Where in the file the flags are.</param>
internal sealed record ElfVersionNeed(string Library, string Version, ushort Index, ushort Flags, int FlagsOffset)
{
    /// <summary>VER_FLG_WEAK: the loader goes on when the library does not define the version.</summary>
    public const ushort WeakFlag = 2;

    /// <summary>Gets a value indicating whether the loader goes on without the version.</summary>
    public bool IsWeak => (Flags & WeakFlag) != 0;
}
