using System.Buffers.Binary;
using System.Text;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

/// <summary>
/// Writes a small x86-64 shared object, as much of one as is read of it: it needs <c>NEW_2</c> and <c>OLD_1</c> of
/// <c>libother.so</c>, and has one symbol of each.
/// </summary>
internal static class SharedObject
{
    public const string Library = "libother.so";
    public const string NewVersion = "NEW_2";
    public const string OldVersion = "OLD_1";
    public const int NewSymbol = 1;
    public const int OldSymbol = 2;

    private const ushort NewIndex = 3;
    private const ushort OldIndex = 2;
    private const ulong BaseAddress = 0x1000;

    /// <param name="relocatedSymbol">The symbol that the one relocation refers to.</param>
    /// <param name="needFlags">The flags of the need for <c>NEW_2</c>.</param>
    public static byte[] Build(int relocatedSymbol = OldSymbol, ushort needFlags = 0)
    {
        const string Strings = $"\0{Library}\0{NewVersion}\0{OldVersion}\0";
        uint IndexOf(string text) => (uint)Strings.IndexOf($"\0{text}\0", StringComparison.Ordinal) + 1;

        byte[] strings = Encoding.ASCII.GetBytes(Strings);
        byte[] versionSymbols = Bytes((ushort)0, NewIndex, OldIndex);
        byte[] versionNeeds = Bytes(
            (ushort)1, (ushort)2, IndexOf(Library), 16u, 0u,
            0u, needFlags, NewIndex, IndexOf(NewVersion), 16u,
            0u, (ushort)0, OldIndex, IndexOf(OldVersion), 0u);
        byte[] relocations = Bytes(0ul, ((ulong)relocatedSymbol << 32) | 7, 0ul);

        const int ProgramHeaders = 64;
        const int Dynamic = ProgramHeaders + (2 * 56);
        const int DynamicSize = 8 * 16;
        const int StringsAt = Dynamic + DynamicSize;
        var versionSymbolsAt = StringsAt + strings.Length;
        var versionNeedsAt = versionSymbolsAt + versionSymbols.Length;
        var relocationsAt = versionNeedsAt + versionNeeds.Length;
        var size = (ulong)(relocationsAt + relocations.Length);
        ulong Address(int offset) => BaseAddress + (ulong)offset;

        return
        [
            .. "\u007fELF"u8, 2, 1, 1, .. new byte[9],
            .. Bytes((ushort)3, (ushort)62, 1u, 0ul, (ulong)ProgramHeaders, 0ul, 0u, (ushort)64, (ushort)56, (ushort)2),
            .. new byte[6],
            .. Bytes(1u, 4u, 0ul, BaseAddress, BaseAddress, size, size, 0x1000ul),
            .. Bytes(2u, 4u, (ulong)Dynamic, Address(Dynamic), Address(Dynamic)),
            .. Bytes((ulong)DynamicSize, (ulong)DynamicSize, 8ul),
            .. Bytes(
                5ul, Address(StringsAt),
                10ul, (ulong)strings.Length,
                0x6FFFFFF0ul, Address(versionSymbolsAt),
                0x6FFFFFFEul, Address(versionNeedsAt),
                0x6FFFFFFFul, 1ul,
                7ul, Address(relocationsAt),
                8ul, (ulong)relocations.Length,
                0ul, 0ul),
            .. strings,
            .. versionSymbols,
            .. versionNeeds,
            .. relocations,
        ];
    }

    private static byte[] Bytes(params object[] fields)
    {
        var bytes = new List<byte>();
        Span<byte> word = stackalloc byte[8];
        foreach (var field in fields)
        {
            var (value, size) = field switch
            {
                ushort half => ((ulong)half, 2),
                uint single => (single, 4),
                ulong wide => (wide, 8),
                _ => throw new ArgumentException($"{field} is no field of an ELF file.", nameof(fields)),
            };
            BinaryPrimitives.WriteUInt64LittleEndian(word, value);
            bytes.AddRange(word[..size]);
        }

        return [.. bytes];
    }
}
