using Microsoft.ML.Data;

namespace Mnist.Classifier.Data.Csv;

/// <summary>
/// One file for ML.NET's text loader, whose own source of files takes a star or a dot in a path for a pattern.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="maxLineLength">The most characters of a line.</param>
internal sealed class SingleFile(string path, int maxLineLength) : IMultiStreamSource
{
    public int Count => 1;

    public string GetPathOrNull(int index) => path;

    public Stream Open(int index) => File.OpenRead(path);

    public TextReader OpenTextReader(int index) => new TableReader(path, maxLineLength);
}
