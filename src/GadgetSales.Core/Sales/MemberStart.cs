using System.Text.Json;

namespace GadgetSales.Core.Sales;

/// <summary>What every object of a sale's JSON has in common: no unknown and no repeated members, and null is the same as absent.</summary>
static class MemberStart
{
    /// <summary>Room for the longest known name with every character escaped.</summary>
    public const int NameBytes = 14 * 6;

    /// <summary>Moves from a name to its value. False when there is nothing to read there; an unknown or repeated member is noted and skipped.</summary>
    public static bool Begin(ref ValueReader values, SaleField field, bool known, ref uint seen, ref uint given)
    {
        var bit = 1u << (int)field;
        if (known && (seen & bit) == 0)
        {
            seen |= bit;
            values.Json.Read();
            if (values.Json.TokenType == JsonTokenType.Null)
            {
                return false;
            }

            given |= bit;
            return true;
        }

        // A document of nothing but wrong members must not cost more than a right one.
        if (!values.Errors.IsFull)
        {
            FailUnreadable(ref values, field, known);
        }

        values.Json.Read();
        values.Json.Skip();
        return false;
    }

    public static void Require(ref ValueReader values, SaleField field, uint given)
    {
        if ((given & (1u << (int)field)) == 0)
        {
            values.Fail(field, $"Is required: {SaleFields.RuleOf(field)}.");
        }
    }

    static void FailUnreadable(ref ValueReader values, SaleField field, bool known)
    {
        if (known)
        {
            values.Fail(field, "Appears more than once: keep one of them.");
            return;
        }

        if (field != SaleField.Unknown)
        {
            values.Fail(field, "Is added when a sale is recorded: leave it out.");
            return;
        }

        var name = values.TextOrNull();
        if (name is null)
        {
            values.Errors.Add("", "Has a member whose name holds half of a surrogate pair: remove it.");
            return;
        }

        var meant = SaleFields.Suggest(name, values.Line >= 0);
        values.Errors.Add(
            SaleErrors.PointerOf(values.Line, name),
            meant is null ? "Is not a member of a sale: remove it." : $"Is not a member of a sale: did you mean {meant}?");
    }
}
