using System.Net;
using System.Net.Http.Headers;
using GadgetSales.Tests.Cli;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class KeyTests
{
    const string AnySale = "/v1/sales/any";

    [Fact]
    public async Task A_key_the_command_line_creates_opens_a_running_service_until_it_is_revoked()
    {
        await using var host = ApiHost.StartWithKeys();
        var created = await CliRun.OfAsync(["keys", "create", "--name", "till 7", "--scope", "sales:read", "--data", host.DataDirectory]);
        var key = created.Out.Trim();

        await Eventually.TrueAsync(async () => await StatusAsync(host, key) == HttpStatusCode.NotFound, "the new key opens");
        await CliRun.OfAsync(["keys", "revoke", key.Split('_')[1], "--data", host.DataDirectory]);
        await Eventually.TrueAsync(async () => await StatusAsync(host, key) == HttpStatusCode.Unauthorized, "the revoked key opens nothing");
    }

    [Fact]
    public async Task The_key_file_may_lie_elsewhere_than_the_sales()
    {
        using var folder = new TempDirectory();
        var file = folder.File("secrets/till-keys.json");
        await using var host = ApiHost.StartWithKeys(("Auth:KeysFile", file));

        var created = await CliRun.OfAsync(
            ["keys", "create", "--name", "till 7", "--scope", "sales:read"], environment: new Dictionary<string, string> { ["Auth__KeysFile"] = file });

        await Eventually.TrueAsync(async () => await StatusAsync(host, created.Out.Trim()) == HttpStatusCode.NotFound, "the new key opens");
        Assert.Contains("till 7", (await CliRun.OfAsync(["keys", "list", "--file", file])).Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(host.DataDirectory, "keys.json")));
    }

    [Fact]
    public async Task A_key_may_come_in_a_header_of_its_own()
    {
        await using var host = ApiHost.StartWithKeys(("Auth:Keys:0:Name", "till"), ("Auth:Keys:0:Key", new string('k', 40)), ("Auth:Keys:0:Scopes", "sales:read"));
        using var request = new HttpRequestMessage(HttpMethod.Get, AnySale);
        request.Headers.Add("X-Api-Key", new string('k', 40));

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_key_file_from_configuration_opens_its_stores_only()
    {
        using var folder = new TempDirectory();
        var secret = folder.File("till.key");
        await File.WriteAllTextAsync(secret, new string('s', 40) + "\n");
        await using var host = ApiHost.StartWithKeys(
            ("Auth:Keys:0:Name", "till"), ("Auth:Keys:0:KeyFile", secret), ("Auth:Keys:0:Scopes", "sales:write, sales:read"), ("Auth:Keys:0:Stores", "LA-01"));
        using var till = new HttpClient { BaseAddress = host.Address };
        till.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new string('s', 40));

        Assert.Equal(HttpStatusCode.Created, (await till.PostSaleAsync(SaleText.Valid)).StatusCode);
        await ProblemAssert.IsAsync(await till.PostSaleAsync(SaleText.With("storeId", "\"NY-02\"")), HttpStatusCode.Forbidden, "store_forbidden");
    }

    [Theory]
    [InlineData("")]
    [InlineData("gs_")]
    [InlineData("gs_abcdefgh_0000")]
    [InlineData("a key of several words")]
    public async Task What_is_no_key_opens_nothing(string key)
    {
        await using var host = ApiHost.StartWithKeys();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, key));
    }

    [Fact]
    public async Task An_id_taken_by_another_store_conflicts_without_telling_what_it_holds()
    {
        await using var host = ApiHost.StartWithKeys();
        using var admin = await host.CreateClientWithKeyAsync([Scopes.Admin]);
        using var till = await host.CreateClientWithKeyAsync([Scopes.SalesWrite], ["MINE"]);
        await admin.PostSaleAsync(SaleText.Valid);

        var response = await till.PostSaleAsync(SaleText.With(sale => (sale["storeId"], sale["currency"]) = ("MINE", "EUR")));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.Conflict, "sale_conflict");
        Assert.Equal("""["/storeId"]""", problem.GetProperty("differences").GetRawText());
    }

    [Fact]
    public async Task Voiding_another_stores_sale_looks_as_if_it_were_not_recorded()
    {
        await using var host = ApiHost.StartWithKeys();
        using var admin = await host.CreateClientWithKeyAsync([Scopes.Admin]);
        using var till = await host.CreateClientWithKeyAsync([Scopes.SalesWrite], ["MINE"]);
        await admin.PostSaleAsync(SaleText.Valid);

        var response = await till.PostSaleAsync("""
            { "saleId": "void-1", "storeId": "MINE", "type": "void", "originalSaleId": "LA-01:R2:1043", "soldAt": "2019-04-19T09:00:00-05:00", "currency": "USD" }
            """);

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnprocessableEntity, "original_not_found");
    }

    [Fact]
    public async Task The_key_file_holds_hashes_and_no_key()
    {
        using var folder = new TempDirectory();
        var key = (await CliRun.OfAsync(["keys", "create", "--name", "till", "--scope", "sales:write", "--store", "LA-01", "--data", folder.Path])).Out.Trim();

        var text = await File.ReadAllTextAsync(folder.File("keys.json"));

        Assert.Matches("^gs_[a-z0-9]{8}_[0-9a-f]{64}$", key);
        Assert.DoesNotContain(key.Split('_')[2], text, StringComparison.Ordinal);
        Assert.Contains(ApiKey.HashOf(key), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listing_shows_names_scopes_and_stores()
    {
        using var folder = new TempDirectory();
        await CliRun.OfAsync(["keys", "create", "--name", "till 7", "--scope", "sales:write", "--store", "LA-01", "--data", folder.Path]);

        var listed = await CliRun.OfAsync(["keys", "list", "--data", folder.Path]);

        Assert.Matches("till 7.*sales:write.*LA-01", listed.Out);
    }

    [Fact]
    public async Task Keys_created_at_the_same_time_are_all_kept()
    {
        using var folder = new TempDirectory();
        var file = new KeyFile(folder.File("keys.json"), TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            file.AddAsync(new StoredKey("id" + number, "n", ApiKey.HashOf("k" + number), [Scopes.Admin], null, DateTimeOffset.UnixEpoch), default)));

        Assert.Equal(20, file.Read().Count);
    }

    [Fact]
    public async Task Revoking_a_key_nobody_has_says_so()
    {
        using var folder = new TempDirectory();

        var run = await CliRun.OfAsync(["keys", "revoke", "nobody", "--data", folder.Path]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nobody", run.Error, StringComparison.Ordinal);
    }

    static async Task<HttpStatusCode> StatusAsync(ApiHost host, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AnySale);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return (await host.Client.SendAsync(request)).StatusCode;
    }
}
