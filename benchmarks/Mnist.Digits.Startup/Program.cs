using Mnist.Classifier.Benchmarks;
using Mnist.Digits;

ChildReply.Write(ChildReply.Digit, DigitReader.LoadPretrained().ReadImage(args[0]).Digit);
ChildReply.WriteMemory();
