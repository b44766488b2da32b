using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>The ways in which servers answer, good and bad.</summary>
internal static class Answers
{
    /// <summary>As the default mirrors do: the file, or the part that was asked for.</summary>
    public static RequestDelegate Good(MirrorFiles files) => context =>
    {
        var content = files.Content(Path.GetFileName(context.Request.Path));
        var offset = AskedOffset(context);
        if (offset is null)
        {
            return SendAsync(context, content);
        }

        if (offset >= content.Length)
        {
            context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            context.Response.Headers.ContentRange = $"bytes */{content.Length}";
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status206PartialContent;
        context.Response.Headers.ContentRange = $"bytes {offset}-{content.Length - 1}/{content.Length}";
        return SendAsync(context, content[(int)offset..]);
    };

    /// <summary>The whole file, whatever part is asked for.</summary>
    public static RequestDelegate WithoutRanges(MirrorFiles files) => context =>
        SendAsync(context, files.Content(Path.GetFileName(context.Request.Path)));

    public static RequestDelegate Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    /// <summary>These bytes for whatever is asked.</summary>
    public static RequestDelegate Bytes(byte[] content, bool withLength = true) => context => withLength
        ? SendAsync(context, content)
        : context.Response.Body.WriteAsync(content).AsTask();

    /// <summary>
    /// The file as it should be up to an offset, where <paramref name="then"/> goes on. Without
    /// <paramref name="then"/> the connection breaks.
    /// </summary>
    public static RequestDelegate UpTo(
        int end, MirrorFiles files, Func<HttpContext, Task>? then = null) => async context =>
    {
        var content = files.Content(Path.GetFileName(context.Request.Path));
        var start = (int)(AskedOffset(context) ?? 0);
        if (start > 0)
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {start}-{content.Length - 1}/{content.Length}";
        }

        context.Response.ContentLength = content.Length - start;
        await context.Response.StartAsync();
        if (end > start)
        {
            await context.Response.Body.WriteAsync(content.AsMemory(start, end - start));
            await context.Response.Body.FlushAsync();
        }

        await (then ?? Break)(context);
    };

    public static Task Break(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Nothing, until the client gives up.</summary>
    public static Task Never(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    public static RequestDelegate RedirectTo(Func<string, Uri> target) => context =>
    {
        context.Response.Redirect($"{target(Path.GetFileName(context.Request.Path))}");
        return Task.CompletedTask;
    };

    /// <summary>One answer after the other; the last one for good.</summary>
    public static RequestDelegate InTurn(params RequestDelegate[] answers)
    {
        var count = -1;
        return context => answers[Math.Min(Interlocked.Increment(ref count), answers.Length - 1)](context);
    }

    private static long? AskedOffset(HttpContext context) =>
        RangeHeaderValue.TryParse(context.Request.Headers.Range, out var range) ? range.Ranges.Single().From : null;

    private static async Task SendAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content);
    }
}
