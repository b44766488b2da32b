using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Mnist.Web.Prediction;

/// <summary>Finds the picture in a form. The form is read as a stream, so that nothing is written to disk.</summary>
internal static class MultipartPicture
{
    private const string Field = "file";
    private const int MaxSections = 16;
    private const int MaxBoundaryLength = 70; // RFC 2046

    /// <exception cref="RefusedRequestException">There is no such field, or it is too large.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpRequest request, MediaTypeHeaderValue contentType, int limit, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(contentType.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > MaxBoundaryLength)
        {
            throw Malformed("its Content-Type has no boundary of 1 to 70 characters");
        }

        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            for (var i = 0; i < MaxSections && await reader.ReadNextSectionAsync(cancellationToken) is { } section; i++)
            {
                if (IsPicture(section))
                {
                    return await RequestBody.ReadAsync(section.Body, null, limit, "The file in the " +
                        "form", isPicture: true, cancellationToken);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException))
        {
            throw Malformed("it ends too early, or its headers are too long");
        }

        throw RefusedRequestException.BadRequest(
            "No file in the form", "The form has no file in a field 'file'. Send one, as curl -F file=@digit.png does.");
    }

    private static bool IsPicture(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
        && disposition.IsFileDisposition()
        && HeaderUtilities.RemoveQuotes(disposition.Name).Equals(Field, StringComparison.Ordinal);

    private static RefusedRequestException Malformed(string how) => RefusedRequestException.BadRequest(
        "The form cannot be read", $"The form cannot be read: {how}. Send it as curl -F file=@digit.png does.");
}
