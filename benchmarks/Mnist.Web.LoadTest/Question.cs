namespace Mnist.Web.LoadTest;

/// <summary>One request, and the answer that it got the first time.</summary>
internal sealed class Question(byte[] body, string type)
{
    private string? _answer;

    public HttpRequestMessage ToRequest()
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(type);
        return new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = content };
    }

    /// <summary>Returns whether an answer is the same as the first.</summary>
    public bool IsAnswer(string answer) => (Interlocked.CompareExchange(ref _answer, answer, null) ?? answer) == answer;
}
