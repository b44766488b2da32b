using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Mnist.Batch.Engine;

/// <summary>
/// Counts the done and failed jobs of a run, together with the change of state, and each job once however often it is done.
/// </summary>
/// <param name="argument">The argument of the job that names the run; the second argument is the name of the job.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CountsInRunAttribute(int argument) : JobFilterAttribute, IApplyStateFilter
{
    public int Argument => argument;

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (context.NewState is SucceededState)
        {
            transaction.AddToSet(Run.DoneKey(RunOf(context)), NameOf(context));
        }
        else if (context.NewState is FailedState or DeletedState)
        {
            transaction.AddToSet(Run.FailedKey(RunOf(context)), NameOf(context));
        }
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (context.OldStateName == FailedState.StateName || context.OldStateName == DeletedState.StateName)
        {
            transaction.RemoveFromSet(Run.FailedKey(RunOf(context)), NameOf(context));
        }
    }

    private string RunOf(ApplyStateContext context) => (string)context.BackgroundJob.Job.Args[argument];

    private static string NameOf(ApplyStateContext context) => (string)context.BackgroundJob.Job.Args[1];
}
