using Mnist.Digits.Pictures;

namespace Mnist.Digits.Tests.Pictures;

/// <summary>Reads the bytes of pictures, or fails to.</summary>
internal static class PictureBytes
{
    private const int LittleMemory = 1_000_000;

    /// <summary>Returns the message with which a picture is rejected, which must take little memory and time.</summary>
    public static string Refusal(byte[] file, string because = "")
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = FluentActions.Invoking(() => PictureReader.Read(new MemoryStream(file)))
            .Should().Throw<InvalidDataException>(because).Which.Message;
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(LittleMemory + (10 * file.Length), because);
        return message;
    }

    /// <summary>Reads a picture.</summary>
    public static GreyPicture Read(byte[] file) => PictureReader.Read(new MemoryStream(file));
}
