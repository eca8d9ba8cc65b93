using System.Text.Json;

namespace GadgetSales.Core.Sales;

/// <summary>Reads what a recorded void cancels.</summary>
static class OriginalReader
{
    /// <summary>Null where there is no object.</summary>
    /// <param name="values">On the value of <c>original</c>.</param>
    public static VoidedSale? Read(ref ValueReader values)
    {
        if (!values.Opens(JsonTokenType.StartObject, SaleMember.Original))
        {
            return null;
        }

        var draft = default(SaleDraft);
        var given = default(GivenMembers);
        while (values.Next(SaleMembers.Recorded, ref given) is var member && member != SaleMember.None)
        {
            switch (member)
            {
                case SaleMember.Type: draft.Type = (SaleType?)values.Choice(member); break;
                case SaleMember.RegisterId: draft.RegisterId = values.Text(member); break;
                case SaleMember.Channel: draft.Channel = values.Text(member); break;
                case SaleMember.Training: draft.Training = values.Flag(member); break;
                case SaleMember.TaxIncluded: draft.TaxIncluded = values.Flag(member); break;
                case SaleMember.TipMinor: draft.TipMinor = values.Integer(member); break;
                case SaleMember.RoundingMinor: draft.RoundingMinor = values.Integer(member); break;
                case SaleMember.Lines: draft.Lines = LinesReader.Read(ref values, SaleMembers.RecordedLine); break;
                case SaleMember.Payments: draft.Payments = PaymentsReader.Read(ref values); break;
                default: values.Fail(member, "Does not belong to the original of a void."); values.Json.Skip(); break;
            }
        }

        values.Require(ObjectMembers.Bit(SaleMember.Type) | ObjectMembers.Bit(SaleMember.Lines), given);
        return new VoidedSale(draft.Type ?? SaleType.Sale, draft.RegisterId, draft.Channel, draft.Lines ?? [])
        {
            Training = draft.Training ?? false,
            TaxIncluded = draft.TaxIncluded ?? true,
            TipMinor = draft.TipMinor ?? 0,
            RoundingMinor = draft.RoundingMinor ?? 0,
            Payments = draft.Payments ?? [],
        };
    }
}
