namespace Mnist.Classifier.Reliability;

/// <summary>Puts the outcome of an attempt into one line.</summary>
internal static class SaveAttempt
{
    public const string Success = "saved";

    /// <returns><see cref="Success"/>, or the type and the message of the exception.</returns>
    public static string Try(Action save)
    {
        try
        {
            save();
            return Success;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
        }
    }
}
