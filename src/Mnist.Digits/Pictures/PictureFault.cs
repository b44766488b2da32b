namespace Mnist.Digits.Pictures;

/// <summary>What keeps a picture file from being decoded.</summary>
internal enum PictureFault
{
    None,

    /// <summary>The file breaks the rules of its format.</summary>
    Damaged,

    /// <summary>The end of the picture is missing.</summary>
    CutOff,

    /// <summary>There is more in the file than its size can hold, or less than it must have.</summary>
    Disproportionate,

    /// <summary>The format allows it, but the decoder does not read it, or not rightly.</summary>
    Rare,

    /// <summary>Four colours of ink, without a word on how they are meant.</summary>
    UnknownInks,
}
