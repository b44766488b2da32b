using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mnist.Digits;

namespace Mnist.Web.Hosting;

/// <summary>Checks that the model makes a prediction with valid probabilities.</summary>
internal sealed class ReaderHealthCheck(DigitReader reader) : IHealthCheck
{
    private const int Side = 28;
    private const int Middle = 14;
    private const float Tolerance = 1e-3f;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Span<byte> pixels = stackalloc byte[Side * Side];
        for (var row = 4; row < Side - 4; row++)
        {
            pixels.Slice((row * Side) + Middle - 1, 2).Fill(byte.MaxValue); // a plain 1
        }

        var sum = reader.ReadImage(pixels).Probabilities.Sum();
        return Task.FromResult(Math.Abs(sum - 1) <= Tolerance
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The probabilities of a prediction add up to {sum}, not to 1."));
    }
}
