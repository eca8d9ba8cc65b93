namespace GadgetSales.Core.Sales;

/// <summary>Collects what is wrong with one document. Costs nothing until the first error, and never grows past <see cref="Max"/>.</summary>
struct SaleErrors
{
    public const int Max = 100;

    List<InputError>? _list;

    /// <summary>Nothing more is kept: no need to find words for it.</summary>
    public readonly bool IsFull => _list?.Count >= Max;

    public readonly bool Any => _list is not null;

    public readonly IReadOnlyList<InputError> List => _list is null ? [] : _list;

    public void Add(string pointer, string message)
    {
        if (!IsFull)
        {
            (_list ??= []).Add(new InputError(pointer, message));
        }
    }

    /// <summary>The pointer of a member: of the sale, or of the line with the given index when that is not negative.</summary>
    public static string PointerOf(int line, string name)
    {
        var escaped = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return line < 0 ? "/" + escaped : $"/lines/{line}/{escaped}";
    }
}
