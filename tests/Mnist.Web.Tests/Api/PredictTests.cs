using System.Text.Json;
using Mnist.Digits;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Api;

public sealed class PredictTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _client = fixture.Server.Client;

    [Fact]
    public async Task Pixels_get_the_answer_of_the_reader_to_the_last_bit()
    {
        var expected = DigitReader.LoadPretrained().ReadImage(Pictures.One);

        var answer = await (await _client.SendPixelsAsync(Pictures.One)).ReadAnswerAsync();

        answer.GetProperty("digit").GetInt32().Should().Be(1);
        answer.GetProperty("confidence").GetSingle().Should().Be(expected.Confidence);
        answer.GetProperty("isDigit").GetBoolean().Should().BeTrue();
        answer.GetProperty("finding").GetString().Should().Be("digit");
        answer.GetProperty("reason").ValueKind.Should().Be(JsonValueKind.Null);
        Probabilities(answer).Should().Equal(expected.Probabilities);
        PixelsOf(answer).Should().Equal(Pictures.One);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("IMAGE/PNG")]
    [InlineData("image/jpeg")] // the bytes decide
    [InlineData("application/octet-stream")]
    public async Task A_picture_gets_the_answer_of_the_reader(string type)
    {
        var picture = Pictures.Png(Pictures.Digits.GetPixels(3));

        await ShouldBeAnsweredAsync(picture, _client.SendPictureAsync(picture, type));
    }

    [Fact]
    public async Task A_PGM_is_read_by_its_own_type()
    {
        byte[] pgm = [.. "P5 28 28 255\n"u8, .. Pictures.One];

        var answer = await (await _client.SendPictureAsync(pgm, "image/x-portable-graymap")).ReadAnswerAsync();

        answer.GetProperty("digit").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_picture_in_a_form_gets_the_answer_of_the_reader()
    {
        var picture = Pictures.Png(Pictures.Digits.GetPixels(4));

        await ShouldBeAnsweredAsync(picture, _client.SendFormAsync(picture));
    }

    [Fact]
    public async Task The_pixels_of_an_answer_can_be_sent_and_get_the_same_digit()
    {
        var first = await (await _client.SendPictureAsync(Pictures.Png(Pictures.Digits.GetPixels(5)))).ReadAnswerAsync();

        var second = await (await _client.SendJsonAsync($"{{\"pixels\":{first.GetProperty("pixels")}}}")).ReadAnswerAsync();

        PixelsOf(second).Should().Equal(PixelsOf(first));
        second.GetProperty("digit").GetInt32().Should().Be(first.GetProperty("digit").GetInt32());
    }

    [Fact]
    public async Task A_blank_picture_has_no_digit_and_a_reason()
    {
        var answer = await (await _client.SendPictureAsync(Pictures.Blank)).ReadAnswerAsync();

        answer.GetProperty("digit").ValueKind.Should().Be(JsonValueKind.Null);
        answer.GetProperty("confidence").GetSingle().Should().Be(0);
        answer.GetProperty("isDigit").GetBoolean().Should().BeFalse();
        answer.GetProperty("finding").GetString().Should().Be("blank");
        answer.GetProperty("reason").GetString().Should().Contain("blank");
        Probabilities(answer).Should().Equal(new float[10]);
    }

    [Fact]
    public async Task A_picture_that_is_too_small_is_reported_as_too_small()
    {
        var answer = await (await _client.SendPictureAsync(Pictures.Tiny)).ReadAnswerAsync();

        answer.GetProperty("digit").ValueKind.Should().Be(JsonValueKind.Null);
        answer.GetProperty("finding").GetString().Should().Be("tooSmall");
        answer.GetProperty("reason").GetString().Should().ContainAll("too small", "less than 12 pixels");
    }

    [Fact]
    public async Task Several_digits_are_reported_as_several()
    {
        var answer = await (await _client.SendPictureAsync(Pictures.Two)).ReadAnswerAsync();

        answer.GetProperty("digit").GetInt32().Should().Be(1, "the largest of them is one");
        answer.GetProperty("isDigit").GetBoolean().Should().BeFalse();
        answer.GetProperty("finding").GetString().Should().Be("severalDigits");
        answer.GetProperty("reason").GetString().Should().Contain("several digits").And.Contain("11");
        answer.GetProperty("rows").EnumerateArray().Select(row => row.GetString()).Should().Equal("11");
        var digits = answer.GetProperty("digits").EnumerateArray().ToList();
        digits.Should().HaveCount(2).And.OnlyContain(digit => digit.GetProperty("digit").GetInt32() == 1);
        digits[0].GetProperty("left").GetSingle().Should().BeLessThan(digits[1].GetProperty("left").GetSingle());
    }

    [Fact]
    public async Task Pixels_without_ink_are_blank() =>
        (await (await _client.SendPixelsAsync(new byte[784])).ReadAnswerAsync())
            .GetProperty("digit").ValueKind.Should().Be(JsonValueKind.Null);

    [Fact]
    public async Task An_image_that_is_not_a_digit_is_reported_as_such()
    {
        var noise = new byte[784];
        new Random(1).NextBytes(noise);

        var answer = await (await _client.SendPixelsAsync(noise)).ReadAnswerAsync();

        answer.GetProperty("isDigit").GetBoolean().Should().BeFalse();
        answer.GetProperty("finding").GetString().Should().Be("noDigit");
        answer.GetProperty("reason").GetString().Should().Contain("not look like a digit");
    }

    [Fact]
    public async Task Many_requests_at_once_get_the_answers_of_the_reader()
    {
        var reader = DigitReader.LoadPretrained();
        var images = Enumerable.Range(0, Pictures.Digits.Count).Select(i => Pictures.Digits.GetPixels(i).ToArray()).ToList();

        var answers = await Task.WhenAll(images.Select(async (pixels, i) => i % 2 == 0
            ? await (await _client.SendPixelsAsync(pixels)).ReadAnswerAsync()
            : await (await _client.SendPictureAsync(Pictures.Png(pixels))).ReadAnswerAsync()));

        for (var i = 0; i < images.Count; i++)
        {
            var expected = i % 2 == 0 ? reader.ReadImage(images[i]) : reader.ReadImage(
                new MemoryStream(Pictures.Png(images[i])));
            Probabilities(answers[i]).Should().Equal(expected.Probabilities, $"of image {i}");
        }
    }

    private static async Task ShouldBeAnsweredAsync(byte[] picture, Task<HttpResponseMessage> response)
    {
        var answer = await (await response).ReadAnswerAsync();

        PixelsOf(answer).Should().Equal(Seen(picture));
        Probabilities(answer).Should().Equal(DigitReader.LoadPretrained().ReadImage(new MemoryStream(picture)).Probabilities);
    }

    private static byte[] Seen(byte[] picture) => DigitImage.Load(new MemoryStream(picture)).Pixels.ToArray();

    private static IEnumerable<float> Probabilities(JsonElement answer) =>
        answer.GetProperty("probabilities").EnumerateArray().Select(number => number.GetSingle());

    private static IEnumerable<byte> PixelsOf(JsonElement answer) =>
        answer.GetProperty("pixels").EnumerateArray().Select(number => number.GetByte());
}
