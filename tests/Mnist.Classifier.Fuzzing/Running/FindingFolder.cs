using System.Security.Cryptography;
using System.Text;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>
/// The folder for inputs that were answered wrongly: one for each kind of fault, with a text that says what it is.
/// </summary>
internal sealed class FindingFolder(string path, string target)
{
    /// <summary>Writes an input, unless there is one with the same fault.</summary>
    /// <param name="input">The input.</param>
    /// <param name="complaint">What is wrong, in a sentence.</param>
    /// <param name="details">More about it, for example an exception with its stack.</param>
    public void Write(byte[] input, string complaint, string details)
    {
        Directory.CreateDirectory(path);
        var name = Path.Combine(path, $"{target}-{Identify(complaint, details)}");
        if (!File.Exists(name + ".bin"))
        {
            File.WriteAllBytes(name + ".bin", input);
            File.WriteAllText(name + ".txt", $"{complaint}{Environment.NewLine}{details}{Environment.NewLine}");
        }
    }

    /// <summary>Makes one name for one fault: by its words without numbers, and by where it was thrown.</summary>
    private static string Identify(string complaint, string details)
    {
        var places = details.Split('\n').Where(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal)).Take(3);
        var text = string.Concat(complaint.Where(letter => !char.IsDigit(letter))) + string.Concat(places);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
