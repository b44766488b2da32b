using Microsoft.AspNetCore.Http;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>The ways in which servers answer, good and bad.</summary>
internal static class Answers
{
    /// <summary>The file.</summary>
    public static RequestDelegate Good(MirrorFiles files) => context =>
        SendAsync(context, files.Content(Path.GetFileName(context.Request.Path)));

    public static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>These bytes for whatever is asked.</summary>
    public static RequestDelegate Bytes(byte[] content, bool withLength = true) => context => withLength
        ? SendAsync(context, content)
        : context.Response.Body.WriteAsync(content).AsTask();

    /// <summary>
    /// The file as it should be up to an offset, where <paramref name="then"/> continues. Without
    /// <paramref name="then"/> the connection breaks.
    /// </summary>
    public static RequestDelegate UpTo(
        int end, MirrorFiles files, Func<HttpContext, Task>? then = null) => async context =>
    {
        var content = files.Content(Path.GetFileName(context.Request.Path));
        context.Response.ContentLength = content.Length;
        await context.Response.StartAsync();
        await context.Response.Body.WriteAsync(content.AsMemory(0, end));
        await context.Response.Body.FlushAsync();

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

    private static async Task SendAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content);
    }
}
