using System.Buffers.Binary;
using System.Text;

namespace DenseNetworks.ML.Training.LibTorchLoading;

/// <summary>
/// Reads what the loader reads of an x86-64 ELF shared object: its segments, its dynamic section and the symbol versions that
/// it needs. Like the loader, it does not need section headers.
/// </summary>
/// <remarks>
/// Every offset in the file is checked, so that a malformed file causes a <see cref="BadImageFormatException"/> and nothing
/// else. See https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html.
/// </remarks>
internal sealed class ElfImage
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int DynamicEntrySize = 16;
    private const uint SegmentLoad = 1;
    private const uint SegmentDynamic = 2;
    private const ushort SharedObject = 3;
    private const ushort MachineX64 = 62;

    // The highest bit of a version index marks a hidden symbol and is not part of the number.
    private const ushort VersionIndexMask = 0x7FFF;

    // The dynamic section entries that are read (d_tag).
    private enum DynamicTag : ulong
    {
        Null = 0, // DT_NULL: the section ends here
        JumpRelocationsSize = 2, // DT_PLTRELSZ
        StringTable = 5, // DT_STRTAB
        Rela = 7, // DT_RELA: relocations with addends
        RelaSize = 8, // DT_RELASZ
        StringTableSize = 10, // DT_STRSZ
        Rel = 17, // DT_REL: relocations without addends
        JumpRelocations = 23, // DT_JMPREL: those of the procedure linkage table
        VersionSymbols = 0x6FFFFFF0, // DT_VERSYM: the version index of each symbol
        VersionNeed = 0x6FFFFFFE, // DT_VERNEED: the versions needed of other libraries
    }

    private readonly ReadOnlyMemory<byte> _file;
    private readonly List<ElfSegment> _loaded = [];
    private readonly Dictionary<DynamicTag, ulong> _dynamic = [];

    private ElfImage(ReadOnlyMemory<byte> file) => _file = file;

    /// <summary>Reads the headers and the dynamic section.</summary>
    /// <exception cref="BadImageFormatException">The file is not an x86-64 shared object, or is malformed.</exception>
    public static ElfImage Parse(ReadOnlyMemory<byte> file)
    {
        var image = new ElfImage(file);
        image.CheckHeader();
        image.ReadSegments();
        return image;
    }

    /// <summary>Reads the symbol versions of other libraries that the loader requires.</summary>
    /// <exception cref="BadImageFormatException">The table is malformed.</exception>
    public List<ElfVersionNeed> ReadVersionNeeds()
    {
        var needs = new List<ElfVersionNeed>();
        if (!_dynamic.TryGetValue(DynamicTag.VersionNeed, out var address))
        {
            return needs;
        }

        for (ulong library = OffsetOf(address), next = 1; next != 0; library += next)
        {
            var name = ReadString(UInt32(library + 4));
            next = UInt32(library + 12);
            var version = library + UInt32(library + 8);
            for (ulong nextVersion = 1; nextVersion != 0; version += nextVersion)
            {
                // A version index has 15 bits, so more entries mean that the chain is broken.
                BadFormatIf(needs.Count >= VersionIndexMask, "too many version needs", version);
                nextVersion = UInt32(version + 12);
                needs.Add(new ElfVersionNeed(
                    name,
                    ReadString(UInt32(version + 8)),
                    (ushort)(UInt16(version + 6) & VersionIndexMask),
                    UInt16(version + 4),
                    (int)version + 4));
            }
        }

        return needs;
    }

    /// <summary>
    /// Determines whether a relocation refers to a symbol of a version, which means that the library uses it.
    /// </summary>
    /// <exception cref="BadImageFormatException">A relocation table or the version table is malformed.</exception>
    public bool UsesVersion(ushort versionIndex)
    {
        if (!_dynamic.TryGetValue(DynamicTag.VersionSymbols, out var address))
        {
            return false;
        }

        var versions = OffsetOf(address);
        return ReferencedSymbols().Any(
            symbol => (UInt16(versions + (2 * (ulong)symbol)) & VersionIndexMask) == versionIndex);
    }

    // On x86-64, every relocation is a 24-byte RELA entry, with the symbol in the upper half of its second word.
    private IEnumerable<uint> ReferencedSymbols()
    {
        const ulong EntrySize = 24;
        BadFormatIf(_dynamic.ContainsKey(DynamicTag.Rel), "REL relocations, which x86-64 has none of", 0);

        (DynamicTag Table, DynamicTag Size)[] tables =
        [
            (DynamicTag.Rela, DynamicTag.RelaSize),
            (DynamicTag.JumpRelocations, DynamicTag.JumpRelocationsSize),
        ];
        foreach (var (table, sizeTag) in tables)
        {
            var size = _dynamic.GetValueOrDefault(sizeTag);
            if (size == 0)
            {
                continue;
            }

            var start = OffsetOf(_dynamic.GetValueOrDefault(table));
            Slice(start, size);
            for (ulong entry = 0; entry + EntrySize <= size; entry += EntrySize)
            {
                yield return (uint)(UInt64(start + entry + 8) >> 32);
            }
        }
    }

    private void CheckHeader()
    {
        ReadOnlySpan<byte> elf64LittleEndian = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        BadFormatIf(!_file.Span.StartsWith(elf64LittleEndian), "no 64-bit little-endian ELF file", 0);
        Slice(0, HeaderSize);
        BadFormatIf(UInt16(16) != SharedObject, "no shared object", 16);
        BadFormatIf(UInt16(18) != MachineX64, "for a processor other than x86-64", 18);
    }

    private void ReadSegments()
    {
        var table = UInt64(32);
        var count = UInt16(56);
        BadFormatIf(UInt16(54) != ProgramHeaderSize, "program headers of an unknown size", 54);
        Slice(table, (ulong)count * ProgramHeaderSize);

        ulong? dynamic = null;
        ulong dynamicSize = 0;
        for (var header = table; count > 0; count--, header += ProgramHeaderSize)
        {
            var type = UInt32(header);
            var segment = new ElfSegment(UInt64(header + 8), UInt64(header + 16), UInt64(header + 32));
            if (type == SegmentLoad)
            {
                Slice(segment.Offset, segment.Size);
                _loaded.Add(segment);
            }
            else if (type == SegmentDynamic)
            {
                dynamic = segment.Address;
                dynamicSize = segment.Size;
            }
        }

        BadFormatIf(dynamic is null, "no dynamic section", table);
        ReadDynamicSection(OffsetOf(dynamic!.Value), dynamicSize);
    }

    private void ReadDynamicSection(ulong start, ulong size)
    {
        Slice(start, size);
        for (ulong entry = 0; entry + DynamicEntrySize <= size; entry += DynamicEntrySize)
        {
            var tag = (DynamicTag)UInt64(start + entry);
            if (tag == DynamicTag.Null)
            {
                return;
            }

            // Like the loader, uses the last of duplicate tags.
            _dynamic[tag] = UInt64(start + entry + 8);
        }
    }

    private ulong OffsetOf(ulong address)
    {
        foreach (var segment in _loaded)
        {
            if (address >= segment.Address && address - segment.Address < segment.Size)
            {
                return segment.Offset + (address - segment.Address);
            }
        }

        throw BadFormat($"address 0x{address:x} is in no segment");
    }

    private string ReadString(uint index)
    {
        var strings = OffsetOf(_dynamic.GetValueOrDefault(DynamicTag.StringTable));
        var tail = Slice(strings, _dynamic.GetValueOrDefault(DynamicTag.StringTableSize));
        BadFormatIf(index >= tail.Length, "a string outside the string table", strings + index);
        tail = tail[(int)index..];
        var length = tail.IndexOf((byte)0);
        BadFormatIf(length < 0, "a string without an end", strings + index);
        return Encoding.UTF8.GetString(tail[..length]);
    }

    private ushort UInt16(ulong offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, sizeof(ushort)));

    private uint UInt32(ulong offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, sizeof(uint)));

    private ulong UInt64(ulong offset) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(offset, sizeof(ulong)));

    private ReadOnlySpan<byte> Slice(ulong offset, ulong size)
    {
        var length = (ulong)_file.Length;
        BadFormatIf(offset > length || size > length - offset, "a reference beyond the end of the file", offset);
        return _file.Span.Slice((int)offset, (int)size);
    }

    private static void BadFormatIf(bool condition, string what, ulong offset)
    {
        if (condition)
        {
            throw BadFormat($"{what} (at offset 0x{offset:x})");
        }
    }

    private static BadImageFormatException BadFormat(string what) => new($"Not a usable ELF shared object: {what}.");
}

/// <summary>A segment of an ELF file and the address at which the loader maps it.</summary>
internal readonly record struct ElfSegment(ulong Offset, ulong Address, ulong Size);

/// <summary>
/// A version, such as <c>GLIBCXX_3.4.32</c>, of the symbols of another library, without which the loader rejects an ELF shared
/// object. Symbols of the object refer to it by the index (vna_other).
/// </summary>
internal sealed record ElfVersionNeed(string Library, string Version, ushort Index, ushort Flags, int FlagsOffset)
{
    /// <summary>VER_FLG_WEAK: the loader continues if the library does not define the version.</summary>
    public const ushort WeakFlag = 2;

    /// <summary>Gets a value indicating whether the loader continues without the version.</summary>
    public bool IsWeak => (Flags & WeakFlag) != 0;
}
