using System.Text.Json;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Sales;

/// <summary>What became of one item of a batch.</summary>
enum BatchStatus
{
    Rejected,
    Recorded,
    Replayed,
    Conflict,
}

/// <summary>One item of a batch on its way: rejected until the ledger says better.</summary>
sealed class BatchItem(Sale? sale, string? saleId, Problem? problem)
{
    static readonly JsonEncodedText[] StatusNames = Array.ConvertAll(Enum.GetNames<BatchStatus>(), name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)));

    public Sale? Sale { get; } = sale;

    public BatchStatus Status { get; set; }

    public Problem? Problem { get; set; } = problem;

    public void WriteTo(Utf8JsonWriter json, int index, string traceId)
    {
        json.WriteStartObject();
        json.WriteNumber("index", index);
        json.WriteString("saleId", saleId);
        json.WriteString("status", StatusNames[(int)Status]);
        if (Problem is not null)
        {
            json.WritePropertyName("problem");
            Problem.WriteTo(json, traceId);
        }

        json.WriteEndObject();
    }
}
