using Mnist.Classifier.Reliability;

return args is ["child", ..] ? ChildProgram.Run(args[1..]) : ReliabilityProgram.Run(args);
