namespace Testing;

/// <summary>
/// One drawing of 16x16 as other programs write it: a black bar on white paper, with a red square above on the left and a blue
/// one below on the right. Made for these tests by ImageMagick (the inks as brightness and colours) and Pillow (the others).
/// </summary>
internal static class DrawingFiles
{
    /// <summary>The grey of some places: column, row, and the luma of their colour.</summary>
    public static readonly (int Column, int Row, int Grey)[] Places =
        [(6, 8, 255), (8, 8, 0), (2, 2, 88), (13, 12, 65), (13, 4, 255)];

    /// <summary>Gets a progressive JPEG in grey.</summary>
    public static byte[] ProgressiveGrey => Decode(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0o
        MCUoKSj/wgALCAAQABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAABAb/2gAIAQEAAAABqWPiP//EABcQAAMBAAAAAAAAAAAAAAAAAAMEBQL/2gAI
        AQEAAQUCMNtbMFgrUmgPRUJ+aKWf/8QAIhAAAgICAQMFAAAAAAAAAAAAAQIDEQAEEhMhQTEyQ2Fx/9oACAEBAAY/At/ZM9r03aMXfE+o7ZBNO3KR
        rs1Xk5sxxi3eNlA+6zQ1uDqnyAKGHvPn8z//xAAbEAACAgMBAAAAAAAAAAAAAAABEQAhMUFhUf/aAAgBAQABPyFGBefQAqU1I9TIQocEu6SSZEBE
        23EBvYvxuf/aAAgBAQAAABAv/8QAGhABAAMBAQEAAAAAAAAAAAAAAQARIUExgf/aAAgBAQABPxDyVPHBXFpStOaT5jLgUAYGHJgpWlLFqBamrURt
        F0xlADbawPGf/9k=
        """);

    /// <summary>Gets a progressive JPEG in colours.</summary>
    public static byte[] ProgressiveColours => Decode(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0o
        MCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wgARCAAQABAD
        ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABAb/xAAUAQEAAAAAAAAAAAAAAAAAAAAC/9oADAMBAAIQAxAAAAGpY+IS/8QAFxAAAwEAAAAA
        AAAAAAAAAAAAAwQFAv/aAAgBAQABBQIw21swWCtSaA9FQn5opZ//xAAYEQACAwAAAAAAAAAAAAAAAAAAAwESIf/aAAgBAwEBPwFjLbJ//8QAGBEA
        AgMAAAAAAAAAAAAAAAAAAAMBEiH/2gAIAQIBAT8BWu2Qf//EACIQAAICAgEDBQAAAAAAAAAAAAECAxEABBITIUExMkNhcf/aAAgBAQAGPwLf2TPa
        9N2jF3xPqO2QTTtyka7NV5ObMcYt3jZQPus0Nbg6p8gChh7z5/M//8QAGxAAAgIDAQAAAAAAAAAAAAAAAREAITFBYVH/2gAIAQEAAT8hRgXn0AKl
        NSPUyEKHBLukkmRARNtxAb2L8bn/2gAMAwEAAgADAAAAECP/xAAXEQEAAwAAAAAAAAAAAAAAAAABACFR/9oACAEDAQE/EHQeFE//xAAYEQACAwAA
        AAAAAAAAAAAAAAABEQAhMf/aAAgBAgEBPxBwmWm5/8QAGhABAAMBAQEAAAAAAAAAAAAAAQARIUExgf/aAAgBAQABPxDyVPHBXFpStOaT5jLgUAYG
        HJgpWlLFqBamrURtF0xlADbawPGf/9k=
        """);

    /// <summary>Gets a JPEG in the four inks of printers (Adobe's transform 0).</summary>
    public static byte[] Inks => Decode(
        """
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAFAwQEBAMFBAQEBQUFBgcMCAcHBwcPCwsJDBEPEhIRDxERExYcFxMUGhURERghGBodHR8fHxMXIiQiHiQc
        Hh8e/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAE
        EQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6
        g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkA
        SwAAPwD6P+I0/iHw54E8beJLPU9k1nol/dWJ3eZ5MqRM8bbHBU4Kjg5HbkV6fqXh/wCKvgm6+KPj2+8afatKGiatdaJafbprj7HLkzQN5MqeUNio
        RgZAzjkE16fqXh/4q+Cbr4o+Pb7xp9q0oaJq11olp9umuPscuTNA3kyp5Q2KhGBkDOOQTX2XWf8AsueKdd8afAnw74m8TX32/Vrz7V9ouPKSPfsu
        pUX5UAUYVVHAHT1rsP2XPFOu+NPgT4d8TeJr77fq159q+0XHlJHv2XUqL8qAKMKqjgDp612H7LninXfGnwJ8O+JvE199v1a8+1faLjykj37LqVF+
        VAFGFVRwB09aK6b4saXf658LPFuiaXB9ov8AUNEvbW1i3qvmSyQOqLliAMsQMkgetdN8WNLv9c+Fni3RNLg+0X+oaJe2trFvVfMlkgdUXLEAZYgZ
        JA9a6b4saXf658LPFuiaXB9ov9Q0S9tbWLeq+ZLJA6ouWIAyxAySB60V80fDi3+O3w6l+F3gSHSdXs9GTZ/bsVvp0V3BH5uqXBk33CI4T9w0ZOHG
        0HPBr53+Fdn8avh7Z/DTwP8A2Vqlnpse3+2ooLGK6hj83U7hn3Torhf3LRk4cbQc8GvM/wBnrQfHfgX4ZeDfCWr6dcWM1t5v2+BFjnVPMvZn5kTc
        vMbKeG4z2NFf/9k=
        """);

    /// <summary>Gets a JPEG in four inks, three of them as brightness and colours (Adobe's transform 2).</summary>
    public static byte[] InksAsColours => Decode(
        """
        /9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAFAwQEBAMFBAQEBQUFBgcMCAcHBwcPCwsJDBEPEhIRDxERExYcFxMUGhURERghGBodHR8fHxMXIiQiHiQc
        Hh8e/9sAQwEFBQUHBgcOCAgOHhQRFB4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4e/8AAFAgAEAAQBAEi
        AAIRAQMRAQQiAP/EABgAAAMBAQAAAAAAAAAAAAAAAAYHCAAF/8QAJRAAAAQFBAMBAQAAAAAAAAAAAQIDBQQGERIhAAcTFAgiQVEx/8QAFQEBAQAA
        AAAAAAAAAAAAAAAAAwT/xAAgEQABAwMFAQAAAAAAAAAAAAABAgMFACFRBBEiYfDx/9oADgQBAAIRAxEEAAA/AJrm+Y5QcZAZ2hoYum8wvB24vqJJ
        8tqRin9yjcaphAchmlRzoG1tNLbxn2/jNpZicJgWbyzEh2egVZwFJUbUCinaneAG9xNTA1HGf5qeRkBp0B1aSbgcRm32hjo9DCS02cm5391VH7jr
        zDLkhztMcG5WLQbJHxUCN3JwqkSOdM1hwEo0EoYGofMhrn+LU0vs6bES7M0zR3fdoztdiI4iJ32RSpC+pAAoUKUoYD5+6Jt2WqPfNq5tZGtDsR7g
        yRsLCpXlLyKqIHKQtTCABURAKiIB+6Wfjywz3I22Mmyk7t0RArQ3L30CFTXKTkjVj5UJcXKZijg2K/B1/9k=
        """);

    private static byte[] Decode(string text) => Convert.FromBase64String(text);
}
