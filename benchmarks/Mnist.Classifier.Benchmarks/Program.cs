using Mnist.Classifier.Benchmarks;

// The start of a child is measured: nothing may be loaded before it.
return args is ["child", ..] ? ChildProgram.Run(args[1..]) : BenchmarkProgram.Run(args);
