namespace Mnist.Classifier.Benchmarks;

/// <summary>What is printed on the paper that numbers are written on.</summary>
internal enum Paper
{
    Plain,
    Ruled,
    Squared,
    Boxes,
    Comb,
}
