using System.Net;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Beyond_the_limit_a_caller_is_told_when_to_come_back()
    {
        await using var host = ApiHost.Start(("Limits:RequestsPerSecond", "1"), ("Limits:Burst", "3"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Client.GetAsync("/v1/sales/any")));

        var limited = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        var problem = await ProblemAssert.IsAsync(limited, HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.True(limited.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(99)]
    [InlineData(1_000)]
    public void On_average_as_many_requests_pass_as_the_setting_says(int perSecond)
    {
        var bucket = RateLimits.BucketOf(new LimitOptions { RequestsPerSecond = perSecond });

        Assert.Equal(perSecond, bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalSeconds, 0.001);
    }

    [Fact]
    public async Task One_keys_limit_does_not_touch_another_key()
    {
        await using var host = ApiHost.StartWithKeys(("Limits:RequestsPerSecond", "1"), ("Limits:Burst", "3"));
        using var busy = await host.CreateClientWithKeyAsync([Scopes.SalesRead]);
        using var calm = await host.CreateClientWithKeyAsync([Scopes.SalesRead]);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => busy.GetAsync("/v1/sales/any")));

        Assert.Equal(HttpStatusCode.NotFound, (await calm.GetAsync("/v1/sales/any")).StatusCode);
    }

    [Fact]
    public async Task Without_the_setting_there_is_no_limit()
    {
        await using var host = ApiHost.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => host.Client.GetAsync("/v1/sales/any")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }
}
