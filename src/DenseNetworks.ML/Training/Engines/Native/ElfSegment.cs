namespace DenseNetworks.ML.Training.Native;

/// <summary>A part of an ELF file and the address at which the loader maps it.</summary>
/// <param name="Offset">Where the part begins in the file (p_offset).</param>
/// <param name="Address">Where it begins in memory, before relocation (p_vaddr).</param>
/// <param name="Size">Its number of bytes in the file (p_filesz).</param>
internal readonly record struct ElfSegment(ulong Offset, ulong Address, ulong Size);
