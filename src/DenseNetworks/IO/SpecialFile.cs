using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DenseNetworks.IO;

/// <summary>
/// Detects pipes and devices. Opening a pipe may block forever, a device may be endless, and a file that replaces either
/// destroys it.
/// </summary>
/// <remarks>
/// .NET does not distinguish them, so the operating system is called, with functions whose results have the same layout on
/// every processor: https://man7.org/linux/man-pages/man2/statx.2.html, and getattrlist(2) of macOS.
/// </remarks>
internal static partial class SpecialFile
{
    private const int CurrentFolder = -100;
    private const uint OnlyType = 1;
    private const int StatxSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;

    private const ushort BitmapCount = 5;
    private const int ObjectType = 8;
    private const int ObjectTypeOffset = 4;

    /// <summary>Describes what a path names, after following links, if it is neither a file nor a folder.</summary>
    /// <returns>
    /// The description, such as <c>a named pipe</c>; or null for a file, a folder, a path that does not exist, or if the system
    /// does not tell.
    /// </returns>
    public static string? Describe(string path)
    {
        try
        {
            return OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? OnLinux(path)
                : OperatingSystem.IsMacOS() ? OnMacOS(path)
                : !OperatingSystem.IsWindows() ? null
                : Path.GetFullPath(path).StartsWith(@"\\.\", StringComparison.Ordinal) ? "a device"
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a libc from before 2018
        }
    }

    private static string? OnLinux(string path)
    {
        Span<byte> answer = stackalloc byte[StatxSize];
        return Statx(CurrentFolder, path, flags: 0, OnlyType, answer) != 0
            ? null
            : (BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeOffset..]) & TypeMask) switch
            {
                0x1000 => "a named pipe",
                0x2000 or 0x6000 => "a device",
                0xC000 => "a socket",
                _ => null,
            };
    }

    private static string? OnMacOS(string path)
    {
        Span<ushort> question = stackalloc ushort[12];
        question.Clear();
        (question[0], question[2]) = (BitmapCount, ObjectType);
        Span<byte> answer = stackalloc byte[8];
        return GetAttributes(path, MemoryMarshal.AsBytes(question), answer, answer.Length, options: 0) != 0
            ? null
            : BinaryPrimitives.ReadInt32LittleEndian(answer[ObjectTypeOffset..]) switch
            {
                3 or 4 => "a device",
                6 => "a socket",
                7 => "a named pipe",
                _ => null,
            };
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> answer);

    [LibraryImport("libc", EntryPoint = "getattrlist", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetAttributes(string path, Span<byte> question, Span<byte> answer, nint size, nuint options);
}
