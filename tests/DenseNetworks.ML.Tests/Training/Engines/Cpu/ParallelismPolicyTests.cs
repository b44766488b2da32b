using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Engines.Cpu;

public sealed class ParallelismPolicyTests
{
    [Fact]
    public void Where_all_run_at_once_the_work_stays_shared()
    {
        var policy = new ParallelismPolicy(workers: 4);

        CountAlone(policy, runs: 10_000, whole: 130).Should().Be(0);
    }

    [Fact]
    public void Waiting_longer_than_all_the_work_takes_ends_the_sharing_but_for_rare_trials()
    {
        var policy = new ParallelismPolicy(workers: 4);

        CountAlone(policy, runs: 100_000, whole: 10_000).Should().BeInRange(99_000, 99_990);
    }

    [Fact]
    public void When_the_others_run_again_the_work_is_shared_again()
    {
        var policy = new ParallelismPolicy(workers: 4);
        CountAlone(policy, runs: 1_000, whole: 10_000);

        CountAlone(policy, runs: 2_000, whole: 130);

        CountAlone(policy, runs: 1_000, whole: 130).Should().Be(0);
    }

    [Fact]
    public void One_worker_is_always_alone()
    {
        CountAlone(new ParallelismPolicy(workers: 1), runs: 1_000, whole: 100).Should().Be(1_000);
    }

    // A share takes 100.
    private static int CountAlone(ParallelismPolicy policy, int runs, int whole)
    {
        var alone = 0;
        for (var run = 0; run < runs; run++)
        {
            if (policy.IsAlone)
            {
                alone++;
                policy.NoteAlone();
            }
            else
            {
                policy.NoteShared(own: 100, whole);
            }
        }

        return alone;
    }
}
