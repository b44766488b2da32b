namespace Mnist.Batch.Pictures;

/// <summary>Finds the pictures that inputs name, in an order that depends on names alone.</summary>
/// <param name="Root">The folder where relative paths start.</param>
/// <param name="Excluded">The full path of a folder to skip: the answers may be among the pictures.</param>
internal sealed record PictureSearch(string Root, string Excluded)
{
    /// <summary>
    /// Finds the pictures: of a folder all files, of an archive its entries. Every file counts as a picture; the row of one
    /// that is not says so. Links to folders are not followed.
    /// </summary>
    public IEnumerable<Picture> Find(IEnumerable<string> inputs) => inputs.SelectMany(input =>
        Directory.Exists(Path.Combine(Root, input)) ? FindInFolder(input) : FindInFile(input));

    private IEnumerable<Picture> FindInFolder(string folder)
    {
        var full = Path.GetFullPath(Path.Combine(Root, folder));
        if (full == Excluded)
        {
            return [];
        }

        var content = new DirectoryInfo(full).GetFileSystemInfos();
        Array.Sort(content, (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return content.SelectMany(item => item is not DirectoryInfo ? FindInFile(Path.Join(folder, item.Name))
            : item.LinkTarget is null ? FindInFolder(Path.Join(folder, item.Name)) : []);
    }

    private IEnumerable<Picture> FindInFile(string path)
    {
        var full = Path.Combine(Root, path);
        var file = new Picture { File = path };
        if (PictureFile.FollowLinks(full) is { Exists: true } info)
        {
            file = file with { Length = info.Length, Modified = info.LastWriteTimeUtc.Ticks };
        }

        using var pictures = PictureFile.Of(full);
        using var list = pictures.List(file).GetEnumerator();
        while (Next(list) is { } exists)
        {
            if (!exists)
            {
                yield break;
            }

            yield return list.Current;
        }

        // A file that cannot be listed further counts as one picture that cannot be read, and its row says why.
        yield return file;
    }

    private static bool? Next(IEnumerator<Picture> list)
    {
        try
        {
            return list.MoveNext();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
