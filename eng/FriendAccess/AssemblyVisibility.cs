using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace FriendAccess;

/// <summary>
/// Edits the visibility flags in an assembly's metadata tables, in place: the file's length, its code and every
/// token stay as they are. The flags' places are those of ECMA-335, II.22.15, II.22.26 and II.22.37.
/// </summary>
internal static class AssemblyVisibility
{
    private const int TypeFlagsOffset = 0;
    private const int FieldFlagsOffset = 0;
    private const int MethodFlagsOffset = 6; // after RVA (4 bytes) and ImplFlags (2 bytes)

    /// <summary>
    /// Returns a copy of <paramref name="image"/> in which internal types, fields and methods are public.
    /// Private, protected, <c>protected internal</c> and <c>private protected</c> ones are unchanged.
    /// </summary>
    /// <exception cref="BadImageFormatException">The bytes are not a .NET assembly.</exception>
    public static byte[] OpenInternals(byte[] image)
    {
        var opened = (byte[])image.Clone();
        using var peReader = new PEReader(new MemoryStream(image, writable: false));
        var metadata = peReader.GetMetadataReader();
        var metadataStart = peReader.PEHeaders.MetadataStartOffset;

        foreach (var flags in FlagOffsets(TableIndex.TypeDef, TypeFlagsOffset))
        {
            Replace(flags, (byte)TypeAttributes.VisibilityMask, (byte)TypeAttributes.NotPublic, (byte)TypeAttributes.Public);
            Replace(flags, (byte)TypeAttributes.VisibilityMask, (byte)TypeAttributes.NestedAssembly, (byte)TypeAttributes.NestedPublic);
        }

        foreach (var flags in FlagOffsets(TableIndex.Field, FieldFlagsOffset))
        {
            Replace(flags, (byte)FieldAttributes.FieldAccessMask, (byte)FieldAttributes.Assembly, (byte)FieldAttributes.Public);
        }

        foreach (var flags in FlagOffsets(TableIndex.MethodDef, MethodFlagsOffset))
        {
            Replace(
                flags, (byte)MethodAttributes.MemberAccessMask, (byte)MethodAttributes.Assembly, (byte)MethodAttributes.Public);
        }

        return opened;

        IEnumerable<int> FlagOffsets(TableIndex table, int offsetInRow)
        {
            var start = metadataStart + metadata.GetTableMetadataOffset(table) + offsetInRow;
            var rowSize = metadata.GetTableRowSize(table);
            return Enumerable.Range(0, metadata.GetTableRowCount(table)).Select(row => start + (row * rowSize));
        }

        // The visibility bits are in the lowest byte of the flags.
        void Replace(int offset, byte mask, byte from, byte to)
        {
            if ((opened[offset] & mask) == from)
            {
                opened[offset] = (byte)((opened[offset] & ~mask) | to);
            }
        }
    }
}
