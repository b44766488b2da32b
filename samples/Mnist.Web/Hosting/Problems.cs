using Microsoft.AspNetCore.Diagnostics;

namespace Mnist.Web.Hosting;

/// <summary>
/// Every failure is answered as problem details (RFC 9457), also what no endpoint has answered. Not what does not come this
/// far: what is no HTTP, and what is for a host that AllowedHosts does not name.
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
