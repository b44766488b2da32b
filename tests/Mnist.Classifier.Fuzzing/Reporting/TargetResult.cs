using Mnist.Classifier.Fuzzing.Running;

namespace Mnist.Classifier.Fuzzing.Reporting;

/// <summary>What came of a target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="State">What was counted.</param>
/// <param name="Crashes">How many inputs ended the process, or had to be ended with it.</param>
/// <param name="Time">How long it took, with the time to start.</param>
internal sealed record TargetResult(string Target, RunState State, int Crashes, TimeSpan Time)
{
    public bool IsRight => State.Failed == 0 && Crashes == 0;
}
