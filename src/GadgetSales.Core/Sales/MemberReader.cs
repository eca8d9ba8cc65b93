using System.Numerics;
using System.Text.Json;

namespace GadgetSales.Core.Sales;

/// <summary>Which members of an object were there, a bit each, and which of them had a value.</summary>
struct GivenMembers
{
    public ulong Seen;
    public ulong WithValue;

    public readonly bool Has(SaleMember member) => (WithValue & ObjectMembers.Bit(member)) != 0;
}

/// <summary>Reads objects member by member: what is unknown, repeated or missing is noted by name, and reading goes on behind it.</summary>
static class MemberReader
{
    /// <summary>Moves to the value of the next member that can be read, and names it; None at the end of the object. What cannot be read is noted and skipped.</summary>
    public static SaleMember Next(this ref ValueReader values, ObjectMembers members, ref GivenMembers given)
    {
        Span<byte> scratch = stackalloc byte[members.LongestEscaped];
        while (values.Json.Read() && values.Json.TokenType == JsonTokenType.PropertyName)
        {
            var member = members.Find(values.Bytes(scratch));
            var bit = ObjectMembers.Bit(member);
            if ((bit & members.Known & ~given.Seen) != 0)
            {
                given.Seen |= bit;
                values.Json.Read();
                if (values.Json.TokenType != JsonTokenType.Null)
                {
                    given.WithValue |= bit;
                    return member;
                }

                continue;
            }

            // A document of nothing but wrong members must not cost more than a right one.
            if (!values.Errors.IsFull)
            {
                FailUnreadable(ref values, member, members, known: (bit & members.Known) != 0);
            }

            values.Json.Read();
            values.Json.Skip();
        }

        return SaleMember.None;
    }

    /// <summary>Notes each of <paramref name="required"/> that was not given.</summary>
    public static void Require(this ref ValueReader values, ulong required, in GivenMembers given)
    {
        for (var missing = required & ~given.WithValue; missing != 0; missing &= missing - 1)
        {
            var member = (SaleMember)BitOperations.TrailingZeroCount(missing);
            values.Fail(member, $"Is required: {SaleMembers.Of(member).Holds}.");
        }
    }

    /// <summary>Whether the value is of the kind; notes and skips one that is not.</summary>
    public static bool Opens(this ref ValueReader values, JsonTokenType kind, SaleMember member)
    {
        if (values.Json.TokenType == kind)
        {
            return true;
        }

        values.Fail(member, SaleMembers.Of(member).Refusal);
        values.Json.Skip();
        return false;
    }

    static void FailUnreadable(ref ValueReader values, SaleMember member, ObjectMembers members, bool known)
    {
        if (member != SaleMember.None)
        {
            values.Fail(member, known ? "Appears more than once: keep one of them." : "Is added when a sale is recorded: leave it out.");
            return;
        }

        var name = values.TextOrNull();
        if (name is null)
        {
            values.Errors.Add("", "Has a member whose name holds half of a surrogate pair: remove it.");
            return;
        }

        values.Errors.Add(
            members.PointerOf(name, values.Index),
            members.Suggest(name) is { } meant ? $"Is not a member of a sale: did you mean {meant}?" : "Is not a member of a sale: remove it.");
    }
}
