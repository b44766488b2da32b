using Microsoft.AspNetCore.Diagnostics;

namespace Mnist.Web.Hosting;

/// <summary>
/// Answers every failure with problem details (RFC 9457), also if no endpoint answered. Requests that do not get this far have
/// other answers: those that are not HTTP, and those for a host that is not in AllowedHosts.
/// </summary>
internal static class Problems
{
    public static void AddProblems(this WebApplicationBuilder builder) => builder.Services.AddProblemDetails();

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf });
        app.UseStatusCodePages();
    }

    private static int StatusOf(Exception exception) =>
        exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
}
