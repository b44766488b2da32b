using Mnist.Digits;

// ReadDigit [--model mnist.zip] picture...
var (reader, pictures) = args is ["--model", var model, .. var rest]
    ? (DigitReader.Load(model), rest)
    : (DigitReader.LoadPretrained(), args);

var failures = 0;
foreach (var picture in pictures)
{
    try
    {
        Console.WriteLine($"{picture}: {reader.ReadImage(picture)}");
    }
    catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        failures++;
    }
}

return failures == 0 ? 0 : 1;
