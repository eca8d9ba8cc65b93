namespace GadgetSales.Core.Sales;

/// <summary>Collects what is wrong with one document. Costs nothing until the first error, and never grows past <see cref="Max"/>.</summary>
struct SaleErrors
{
    public const int Max = 100;

    List<SaleError>? _list;

    public readonly bool Any => _list is not null;

    public readonly IReadOnlyList<SaleError> List => _list is null ? [] : _list;

    public void Add(string pointer, string message)
    {
        _list ??= [];
        if (_list.Count < Max)
        {
            _list.Add(new SaleError(pointer, message));
        }
    }

    /// <summary>The pointer of a member: of the sale, or of the line with the given index when that is not negative.</summary>
    public static string PointerOf(int line, string name)
    {
        var escaped = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return line < 0 ? "/" + escaped : $"/lines/{line}/{escaped}";
    }
}
