using System.Buffers;
using System.Text;
using GadgetSales.Core.Sales;
using GadgetSales.Import.Reading;

namespace GadgetSales.Import.Receipts;

/// <summary>Checks sale documents by the rules of the service. Each needs its own id, or a second run would record it again.</summary>
sealed class DocumentReader(TimeProvider time)
{
    readonly SaleIntake _intake = new(new SaleValidator(time));

    internal ImportedReceipt Read(SourceLine line)
    {
        var utf8 = Encoding.UTF8.GetBytes(line.Text);
        var reading = _intake.Read(utf8);
        var reason = reading.Sale is not null ? null
            : reading is { LacksId: true, Errors.Count: 1 } ? "/saleId: Is needed in a file, so that a second import does not record the sale again."
            : string.Join("; ", reading.Errors.Select(error => $"{error.Place}: {error.Message}"));
        if (reason is not null)
        {
            return new ImportedReceipt([line], default, reason);
        }

        var sale = reading.Sale!;
        var json = new ArrayBufferWriter<byte>(512);
        SaleJson.WriteCanonical(sale, json);
        return new ImportedReceipt([line], json.WrittenMemory, null)
        {
            Document = DocumentTotals.Of(sale, json.WrittenMemory),
            Sale = new SaleIdentity(sale.SaleId, sale.StoreId, sale.SoldAt, sale.BusinessDate, sale.Currency, sale.Type == SaleType.Void),
        };
    }
}
