namespace Mnist.Web.Hosting;

/// <summary>The text of <c>--help</c>.</summary>
internal static class Usage
{
    public const string Text = """
        Serves a page to draw a digit on, and an API that reads digits.

        Usage: dotnet run -c Release --project samples/Mnist.Web [-- --SETTING VALUE ...]

          --Urls ADDRESS                where to listen; by default http://localhost:5000
          --Model FILE                  a zip that MnistClassifier.Save or 'mnist train' wrote; else the model in the package
          --RateLimit:PerSecond N       predictions a second for one address; 20, and 0 for no limit
          --Limits:PictureBytes N       the largest picture file; 10485760
          --Limits:Megapixels N         the largest picture, decoded; 25
          --Limits:TimeoutSeconds N     how long a request may take; 30

        The same in the environment (RateLimit__PerSecond=0) or in appsettings.json. samples/Mnist.Web/README.md has all settings.
        """;
}
