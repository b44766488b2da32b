using StbImageWriteSharp;

namespace Testing;

/// <summary>Writes pictures of shades of grey.</summary>
internal static class PictureFiles
{
    /// <summary>Writes a PNG, or a BMP where the name ends in <c>.bmp</c>.</summary>
    public static void Write(string path, byte[] pixels, int width, int height)
    {
        using var file = File.Create(path);
        var writer = new ImageWriter();
        if (path.EndsWith(".bmp", StringComparison.Ordinal))
        {
            writer.WriteBmp(pixels, width, height, ColorComponents.Grey, file);
        }
        else
        {
            writer.WritePng(pixels, width, height, ColorComponents.Grey, file);
        }
    }

    /// <summary>Writes a picture of one shade, and makes the folder for it.</summary>
    public static void WritePlain(string path, int width, int height, byte grey)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var pixels = new byte[width * height];
        Array.Fill(pixels, grey);
        Write(path, pixels, width, height);
    }
}
