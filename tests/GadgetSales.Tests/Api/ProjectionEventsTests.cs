using System.Net;
using System.Text;
using GadgetSales.Api.Projections;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class ProjectionEventsTests
{
    [Theory]
    [InlineData("""{"evnets":[]}""", "/evnets", "did you mean events?")]
    [InlineData("{}", "/events", "Is required")]
    [InlineData("""{"events":null}""", "/events", "Is required")]
    [InlineData("""{"events":[7]}""", "/events/0", "Must be an object")]
    [InlineData("""{"events":[{"nam":"x","effectPercent":3,"date":"2019-06-02"}]}""", "/events/0/nam", "did you mean name?")]
    [InlineData("""{"events":[{"name":"x","name":"y","effectPercent":3,"date":"2019-06-02"}]}""", "/events/0/name", "more than once")]
    [InlineData("""{"events":[{"name":"\ud800","effectPercent":3,"date":"2019-06-02"}]}""", "/events/0/name", "Must be a text")]
    [InlineData("""{"events":[{"\ud800":1}]}""", "/events/0/\uFFFD", "no such member")]
    [InlineData("""{"events":[{"name":"x","effectPercent":"3","date":"2019-06-02"}]}""", "/events/0/effectPercent", "without quotes")]
    [InlineData("""{"events":[{"name":"x","date":"2019-06-02"}]}""", "/events/0/effectPercent", "Must be a number")]
    [InlineData("""{"events":[{"name":"x","effectPercent":3,"date":"2019-06-31"}]}""", "/events/0/date", "Must be a date")]
    [InlineData("""{"events":[{"name":"x","effectPercent":3,"dates":["2019-06-01",null]}]}""", "/events/0/dates/1", "Must be a date")]
    [InlineData("""{"events":[{"name":"x","effectPercent":3,"dates":"2019-06-01"}]}""", "/events/0/dates", "Must be a list of dates")]
    public void What_cannot_be_read_is_named_with_its_fix(string body, string pointer, string told)
    {
        var (events, refusal) = ProjectionEventsReader.Read(Encoding.UTF8.GetBytes(body));

        Assert.Null(events);
        Assert.Equal("validation_failed", refusal!.Kind.Code);
        Assert.Contains(refusal.Errors, error => error.Place == pointer && error.Message.Contains(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"events":[]} x""")]
    [InlineData("""{"events":[[[[[[[[[[]]]]]]]]]]}""")]
    public async Task What_is_no_object_of_json_is_malformed_in_words_for_its_sender(string body)
    {
        await using var host = ApiHost.Start();

        var problem = await ProblemAssert.IsAsync(await host.Client.PostTextAsync("/v1/projections/sales", body), HttpStatusCode.BadRequest, "malformed_json");

        Assert.DoesNotContain("parameter", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip", HttpStatusCode.BadRequest, "malformed_request")]
    [InlineData("zstd", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type")]
    public async Task A_body_that_is_not_encoded_as_it_says_is_refused(string encoding, HttpStatusCode status, string code)
    {
        await using var host = ApiHost.Start();

        var response = await host.Client.PostBytesAsync("/v1/projections/sales", "not compressed"u8.ToArray(), "application/json", ("Content-Encoding", encoding));

        await ProblemAssert.IsAsync(response, status, code);
    }

    [Fact]
    public async Task More_than_256_KB_of_events_are_too_large()
    {
        await using var host = ApiHost.Start();

        var response = await host.Client.PostTextAsync("/v1/projections/sales", new string(' ', 300_000));

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }
}
