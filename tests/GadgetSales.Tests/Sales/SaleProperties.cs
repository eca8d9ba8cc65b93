using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Sales;

public sealed class SaleProperties
{
    static readonly byte[] Valid = Encoding.UTF8.GetBytes(SaleText.Valid);

    [Fact]
    public void Every_valid_sale_comes_back_from_its_canonical_form() =>
        Holds(SaleGenerator.Sales, sale =>
        {
            var canonical = SaleText.Canonical(sale);
            var read = SaleText.Accepted(canonical);
            return read == sale && SaleText.Canonical(read) == canonical;
        });

    [Fact]
    public void Every_recorded_sale_comes_back_from_its_recorded_form() =>
        Holds(SaleGenerator.Sales, sale =>
        {
            var recorded = SaleGenerator.Recorded(sale, SampleSales.Sale().Lines);
            return SaleJson.ReadRecorded(Encoding.UTF8.GetBytes(SaleText.Recorded(recorded))) == recorded;
        });

    [Fact]
    public void Two_sales_differ_exactly_when_their_canonical_forms_do() =>
        Holds(SaleGenerator.Sales, SaleGenerator.Sales, (left, right) =>
        {
            var other = right with { SaleId = left.SaleId, SoldAt = left.SoldAt };
            return (SaleText.Canonical(left) == SaleText.Canonical(other)) == (SaleDifferences.Between(left, other).Count == 0)
                && SaleDifferences.Between(left, left with { Lines = [.. left.Lines] }).Count == 0;
        });

    [Fact]
    public void Random_bytes_give_errors_and_never_throw() =>
        Holds(ArbMap.Default.ArbFor<byte[]>(), bytes => IsConsistent(SaleText.Read(bytes)));

    [Fact]
    public void A_valid_sale_with_bytes_changed_gives_a_sale_or_errors_and_never_throws() =>
        Holds(
            Gen.Choose(0, Valid.Length - 1).Zip(Gen.Choose(0, 255)).ArrayOf(3).ToArbitrary(),
            changes =>
            {
                var bytes = (byte[])Valid.Clone();
                foreach (var (at, value) in changes)
                {
                    bytes[at] = (byte)value;
                }

                return IsConsistent(SaleText.Read(bytes));
            },
            tests: 20_000);

    [Fact]
    public void A_valid_sale_with_pieces_moved_gives_a_sale_or_errors_and_never_throws() =>
        Holds(
            Gen.Choose(0, Valid.Length - 1).Three().ToArbitrary(),
            cut =>
            {
                var (from, to, at) = cut;
                byte[] bytes = [.. Valid.AsSpan(0, at), .. Valid.AsSpan(Math.Min(from, to), Math.Abs(from - to)), .. Valid.AsSpan(at)];
                return IsConsistent(SaleText.Read(bytes)) && IsConsistent(SaleText.Read(bytes.AsSpan(0, from)));
            },
            tests: 5_000);

    [Fact]
    public void Members_of_random_names_and_values_are_refused_and_never_throw() =>
        Holds(
            ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(),
            (name, value) => IsConsistent(SaleText.Read(SaleText.With(sale => (sale[name ?? ""], sale["storeId"]) = (value, value)))));

    static bool IsConsistent(SaleReading reading) =>
        (reading.Sale is null) == (reading.Errors.Count > 0)
        && reading.Errors.All(error => error.Message.Length > 0 && (error.Place.Length == 0 || error.Place[0] == '/'));

    static void Holds<T>(Arbitrary<T> values, Func<T, bool> claim, int tests = 300) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests), Prop.ForAll(values, claim));

    static void Holds<TLeft, TRight>(Arbitrary<TLeft> left, Arbitrary<TRight> right, Func<TLeft, TRight, bool> claim) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(left, right, claim));
}
