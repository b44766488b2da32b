using Mnist.Digits.Pictures;
using StbImageWriteSharp;

namespace Testing;

/// <summary>Makes the content of picture files.</summary>
internal static class PictureEncoder
{
    public static byte[] Png(GreyPicture picture) => Png(picture.Pixels.ToArray(), picture.Width, ColorComponents.Grey);

    public static byte[] Png(byte[] pixels, int width, ColorComponents components) => Write((writer, stream) =>
        writer.WritePng(pixels, width, pixels.Length / width / (int)components, components, stream));

    public static byte[] Bmp(GreyPicture picture) => Write((writer, stream) =>
        writer.WriteBmp(picture.Pixels.ToArray(), picture.Width, picture.Height, ColorComponents.Grey, stream));

    public static byte[] Jpeg(GreyPicture picture, int quality) => Write((writer, stream) =>
        writer.WriteJpg(picture.Pixels.ToArray(), picture.Width, picture.Height, ColorComponents.Grey, stream, quality));

    private static byte[] Write(Action<ImageWriter, Stream> write)
    {
        using var stream = new MemoryStream();
        write(new ImageWriter(), stream);
        return stream.ToArray();
    }
}
