using GadgetSales.Embedded.Feed;
using Xunit;

namespace GadgetSales.Tests.Feed;

public sealed class PumpPaceTests
{
    static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(10);
    readonly PumpPace _pace = new(new FeedOptions { IdlePollMilliseconds = 100, CommitIntervalMilliseconds = 50, MaxBatch = 3000 });

    [Fact]
    public void While_sales_arrive_transactions_start_at_the_commit_interval() =>
        Assert.Equal(TimeSpan.FromMilliseconds(40), _pace.AfterMove(behind: false, Quick));

    [Fact]
    public void A_backlog_is_moved_without_rest() => Assert.Equal(TimeSpan.Zero, _pace.AfterMove(behind: true, Quick));

    [Fact]
    public void A_backlog_that_moves_quickly_is_taken_in_larger_batches_up_to_the_limit()
    {
        _pace.AfterMove(behind: true, Quick);
        Assert.Equal(2000, _pace.Batch);
        _pace.AfterMove(behind: true, Quick);
        Assert.Equal(3000, _pace.Batch);
    }

    [Fact]
    public void A_batch_that_takes_long_is_followed_by_a_smaller_one()
    {
        _pace.AfterMove(behind: true, Quick);
        _pace.AfterMove(behind: true, TimeSpan.FromSeconds(2));

        Assert.Equal(1000, _pace.Batch);
    }

    [Fact]
    public void Pauses_after_failures_double_up_to_five_seconds_and_start_anew_after_a_success()
    {
        Assert.Equal(100, _pace.AfterFailure().TotalMilliseconds);
        Assert.Equal(200, _pace.AfterFailure().TotalMilliseconds);
        for (var failure = 0; failure < 40; failure++)
        {
            _pace.AfterFailure();
        }

        Assert.Equal(5000, _pace.AfterFailure().TotalMilliseconds);
        _pace.AfterIdle();
        Assert.Equal(100, _pace.AfterFailure().TotalMilliseconds);
    }
}
