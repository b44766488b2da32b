using Mnist.Classifier.Benchmarks;

// A child's start is measured: nothing may be loaded before it is told apart.
return args is ["child", ..] ? ChildProgram.Run(args[1..]) : BenchmarkProgram.Run(args);
