namespace DenseNetworks.ML.Training.Native;

/// <summary>The entries of an ELF dynamic section that <see cref="ElfImage"/> reads (d_tag).</summary>
internal enum ElfDynamicTag : ulong
{
    /// <summary>DT_NULL: the section ends here.</summary>
    Null = 0,

    /// <summary>DT_PLTRELSZ: the size in bytes of <see cref="JumpRelocations"/>.</summary>
    JumpRelocationsSize = 2,

    /// <summary>DT_STRTAB: the address of the string table.</summary>
    StringTable = 5,

    /// <summary>DT_RELA: the address of the relocations with addends.</summary>
    Rela = 7,

    /// <summary>DT_RELASZ: the size in bytes of <see cref="Rela"/>.</summary>
    RelaSize = 8,

    /// <summary>DT_STRSZ: the size in bytes of <see cref="StringTable"/>.</summary>
    StringTableSize = 10,

    /// <summary>DT_REL: the address of the relocations without addends.</summary>
    Rel = 17,

    /// <summary>DT_JMPREL: the address of the relocations of the procedure linkage table.</summary>
    JumpRelocations = 23,

    /// <summary>DT_VERSYM: the address of the version index of each symbol.</summary>
    VersionSymbols = 0x6FFFFFF0,

    /// <summary>DT_VERNEED: the address of the versions needed of other libraries.</summary>
    VersionNeed = 0x6FFFFFFE,
}
