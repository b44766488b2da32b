namespace Mnist.Web.Tests.Browser;

/// <summary>A test that drives a real browser, where there is one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.ExecutablePath is null)
        {
            // .ci/run looks for the first words.
            Skip = $"Needs a browser: install Chromium (on Debian: apt-get install chromium), or set {Chromium.Variable} to the " +
                "program of Chromium, Chrome or Edge.";
        }
    }
}
