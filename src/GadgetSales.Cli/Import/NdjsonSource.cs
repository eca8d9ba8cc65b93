using System.Text;
using System.Text.Json;
using GadgetSales.Cli.Posting;
using GadgetSales.Core.Sales;

namespace GadgetSales.Cli.Import;

/// <summary>Sales of an NDJSON file, checked by the rules of the service. Each needs its own id, or a second run would record it again.</summary>
sealed class NdjsonSource(InputFile file, SaleCounts counts, RejectedFile rejected, TimeProvider time)
{
    readonly SaleIntake _intake = new(new SaleValidator(time));

    /// <summary>Reads the file once, to its end.</summary>
    internal IEnumerable<PendingSale> Read(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file.Content, Encoding.UTF8);
        for (var number = 1L; reader.ReadLine() is { } text; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(text))
            {
                counts.AddBlank();
            }
            else if (Make(new SourceLine(number, text)) is { } sale)
            {
                yield return sale;
            }
        }
    }

    PendingSale? Make(SourceLine line)
    {
        counts.AddLine();
        counts.AddSale();
        var utf8 = Encoding.UTF8.GetBytes(line.Text);
        var reading = _intake.Read(utf8);
        var reason = reading.Sale is null ? string.Join("; ", reading.Errors.Select(error => $"{error.Place}: {error.Message}"))
            : HasId(utf8) ? null
            : "/saleId: Is needed in a file, so that a second import does not record the sale again.";
        if (reason is not null)
        {
            rejected.Add([line], reason);
            counts.AddRejected(lines: 1);
            return null;
        }

        return PendingSale.Of(reading.Sale!, [line]);
    }

    static bool HasId(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("saleId"u8))
            {
                return reader.Read() && reader.TokenType == JsonTokenType.String;
            }
        }

        return false;
    }
}
