using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using GadgetSales.Cli.Api;
using GadgetSales.Cli.Posting;
using GadgetSales.Cli.Shell;
using GadgetSales.Core.Sales;
using GadgetSales.Import.Reading;
using GadgetSales.Import.Receipts;
using Spectre.Console;

namespace GadgetSales.Cli.Import;

/// <summary>Voids the sales of a list, each at its own time and on its own day.</summary>
sealed class UndoRun(string list, SalesClient client, Terminal terminal)
{
    const string Suffix = ":undo";
    const int BatchSize = 500;
    const int InFlight = 4;

    readonly SaleCounts _counts = new();

    /// <summary>0 when every sale is voided, 1 when some are not.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var sales = RecordedFile.Read(list);
        if (await client.FindAsync(cancellationToken) is { } reason)
        {
            throw new CommandFailedException(ExitCode.Unreachable, $"{client.Address} cannot be reached: {reason}. Start the service, or give its address with --api.");
        }

        using var rejected = new RejectedFile(list + ".rejected.ndjson", table: null, marksEncoding: false);
        var poster = new SalePoster(client, _counts, (sale, why) => rejected.Add(sale.Lines, why), InFlight);
        var progress = new ProgressView(terminal, () => (double)_counts.Done / Math.Max(1, sales.Count), () => $"{Numbers.Text(_counts.Done)} voids");
        try
        {
            await progress.ShowAsync(() => poster.PostAsync(sales.Where(sale => !sale.IsVoid).Select(Void), BatchSize, cancellationToken));
        }
        finally
        {
            Summarise(sales, rejected.Path);
        }

        return _counts.RejectedLines == 0 ? ExitCode.Success : ExitCode.SomeRejected;
    }

    PendingSale Void(SaleIdentity sale, int index)
    {
        _counts.AddSale();
        var json = new ArrayBufferWriter<byte>(256);
        new SaleDocument
        {
            SaleId = VoidId(sale.SaleId),
            StoreId = sale.StoreId,
            Type = SaleType.Void,
            OriginalSaleId = sale.SaleId,
            SoldAt = sale.SoldAt,
            BusinessDate = sale.BusinessDate,
            Currency = sale.Currency,
        }.WriteTo(json);
        return new PendingSale(json.WrittenMemory, [new SourceLine(index + 1, sale.SaleId)]);
    }

    /// <summary>The same for the same sale, so that undoing again is a replay; a long id is cut and told apart by a hash.</summary>
    internal static string VoidId(string saleId)
    {
        const int Hash = 8;
        var room = SaleId.MaxLength - Suffix.Length;
        return saleId.Length <= room
            ? saleId + Suffix
            : $"{saleId[..(room - Hash - 1)]}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(saleId)))[..Hash]}{Suffix}";
    }

    void Summarise(IReadOnlyList<SaleIdentity> sales, string rejectedPath)
    {
        PlanView.Figure(terminal.Out, "sales", sales.Count);
        ImportSummary.Outcomes(terminal, _counts, client.Retries);
        if (sales.Count(sale => sale.IsVoid) is > 0 and var voids)
        {
            terminal.Out.WriteLine($"{Numbers.Text(voids)} voids of the import stay: a void cannot be voided.");
        }

        if (_counts.RejectedLines > 0)
        {
            terminal.Out.WriteLine($"{Numbers.Text(_counts.RejectedLines)} sales are not voided, with their reasons: {rejectedPath}");
        }

        terminal.Out.WriteLine($"Ids stay used: import the corrected file with --id-prefix {Prefix()}");
    }

    /// <summary>The run's own time, which no other import has.</summary>
    string Prefix()
    {
        var name = Path.GetFileName(list);
        name = name.EndsWith(RecordedFile.Extension, StringComparison.Ordinal) ? name[..^RecordedFile.Extension.Length] : name;
        return $"{SafeRun(name[(name.LastIndexOf('.') + 1)..])}-";
    }

    static string SafeRun(string run) => run.Length is > 0 and <= 20 && SaleId.IsValid(run) ? run : "again";
}
