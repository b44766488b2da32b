namespace Mnist.Web.Prediction;

/// <param name="Pixels">28 rows of 28 from the top left, 0 for paper to 255 for ink.</param>
internal sealed record PixelsRequest(IReadOnlyList<int>? Pixels);
