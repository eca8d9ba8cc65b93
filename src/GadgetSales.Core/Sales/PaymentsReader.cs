using System.Text.Json;

namespace GadgetSales.Core.Sales;

/// <summary>Reads the payments of a sale.</summary>
static class PaymentsReader
{
    /// <summary>One more than allowed is enough to know that there are too many.</summary>
    const int Enough = SaleMembers.MaxPayments + 1;

    /// <summary>Null where there is no array.</summary>
    /// <param name="values">On the value of <c>payments</c>.</param>
    public static Payment[]? Read(ref ValueReader values)
    {
        if (!values.Opens(JsonTokenType.StartArray, SaleMember.Payments))
        {
            return null;
        }

        var payments = new List<Payment>();
        try
        {
            while (values.Json.Read() && values.Json.TokenType != JsonTokenType.EndArray)
            {
                if (payments.Count == Enough)
                {
                    values.Json.Skip();
                    continue;
                }

                values.Index = payments.Count;
                payments.Add(ReadPayment(ref values));
            }
        }
        finally
        {
            values.Index = -1;
        }

        return [.. payments];
    }

    static Payment ReadPayment(ref ValueReader values)
    {
        var members = SaleMembers.Payment;
        if (values.Json.TokenType != JsonTokenType.StartObject)
        {
            values.FailEntry(members, "Must be a JSON object: one payment.");
            return default;
        }

        PaymentMethod? method = null;
        long? amount = null;
        var given = default(GivenMembers);
        while (values.Next(members, ref given) is var member && member != SaleMember.None)
        {
            if (member == SaleMember.PaymentMethod)
            {
                method = (PaymentMethod?)values.Choice(member);
            }
            else
            {
                amount = values.Integer(member);
            }
        }

        values.Require(members.Required, given);
        return new Payment(method ?? PaymentMethod.Other, amount ?? 0);
    }
}
