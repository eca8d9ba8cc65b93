using System.Globalization;
using GadgetSales.Core.Sales;
using GadgetSales.Import.Presets;

namespace GadgetSales.Import.Columns;

/// <summary>Reads all rows once and decides how the columns are to be read. What a single row gets wrong is left to its own reading.</summary>
sealed class ColumnProfile
{
    readonly ColumnMapping _columns;
    readonly ImportSettings _settings;
    readonly RowFilter _filter;
    readonly UnmappedColumns _unmapped;
    readonly Dictionary<string, NumberEvidence> _numbers = new(StringComparer.Ordinal);
    readonly Dictionary<string, TimeEvidence> _times = new(StringComparer.Ordinal);
    readonly Dictionary<string, SoldAtText?> _formats = new(StringComparer.Ordinal);
    readonly int? _currencyBeside;
    readonly bool _asksForDiscount;
    readonly List<string> _contradictions = [];
    readonly HashSet<string> _said = new(StringComparer.Ordinal);
    Seen? _textReceipt;
    Seen? _open;
    bool _hasReceipt;
    Seen? _discountOfSeveral;
    (string? SaleId, string Discount)? _lastDiscount;

    internal ColumnProfile(ColumnMapping columns, ImportSettings settings, RowFilter filter)
    {
        (_columns, _settings, _filter) = (columns, settings, filter);
        _unmapped = new UnmappedColumns(columns, filter);
        foreach (var field in ImportFields.Amounts.Append(ImportFields.Quantity).Append(ImportFields.DiscountPercent).Where(field => columns.Of(field).Count > 0))
        {
            _numbers[field] = new NumberEvidence();
        }

        foreach (var field in ImportFields.Times)
        {
            _formats[field] = SoldAtText.Of(settings.TimeFormat, columns.Of(field).Count > 1);
            _times[field] = new TimeEvidence(_formats[field]);
        }

        // A preset knows, and so does a name such as "Line Discount".
        _asksForDiscount = settings.DiscountPerUnit is null && columns.Preset is null
            && !columns.Of(ImportFields.Discount).Any(column => columns.Header[column].Contains("line", StringComparison.OrdinalIgnoreCase));
        var currency = columns.Header.ToList().FindIndex(name => ColumnNames.Recognise(name) == ImportFields.Currency);
        _currencyBeside = columns.IsConstant(ImportFields.Currency) && currency >= 0 && !settings.Ignore.Contains(columns.Header[currency].Trim(), StringComparer.OrdinalIgnoreCase) ? currency : null;
    }

    /// <summary>Takes a row that is one of a sale, filled down.</summary>
    internal void Observe(string[] row, long line)
    {
        var currency = _columns.Value(ImportFields.Currency, row);
        ObserveNumbers(row, line, currency);
        foreach (var (field, evidence) in _times)
        {
            if (_columns.Value(field, row) is { } text)
            {
                evidence.Observe(text, line);
            }
        }

        if (_currencyBeside is { } beside && Cell.Of(row, beside) is { Length: > 0 } said && !string.Equals(said, currency, StringComparison.OrdinalIgnoreCase))
        {
            Contradict($"{_columns.Header[beside]} {said}", $"Column '{_columns.Header[beside].Trim()}' says '{said}' on line {line}, --currency says {currency}: leave --currency out, or take the rows apart with --only \"{_columns.Header[beside].Trim()}={currency}\".");
        }

        ObserveIdentity(row, line);
        _unmapped.Observe(row, line);
    }

    /// <summary>Settles everything; what nobody can tell is among the refusals.</summary>
    internal ColumnDecisions Decide()
    {
        var decisions = new ColumnDecisions { ReceiptNumberIsText = _textReceipt is not null };
        decisions.Refusals.AddRange(_contradictions);
        foreach (var (field, mark) in NumberDecision.Settle(_numbers, _settings.DecimalMark, _columns.NameOf, decisions.Refusals))
        {
            decisions.SetMark(field, mark);
        }

        foreach (var field in ImportFields.Times)
        {
            var time = TimeDecision.Settle(_times[field], _formats[field], _columns.Preset?.Dates ?? DateOrder.Unknown, _columns.NameOf(field), decisions.Refusals);
            decisions.SetTime(field, time);
            if (_times[field].Count > 0)
            {
                decisions.Notes.Add($"{_columns.NameOf(field)}: {time.Describe(_times[field])}");
            }
        }

        AskForZone(decisions.Refusals);
        decisions.Notes.AddRange(_numbers.Where(number => number.Value.Mark is not null).Select(number =>
            $"{_columns.NameOf(number.Key)}: decimal {NumberDecision.Name(number.Value.Mark!.Value)}, as {(number.Value.Mark == '.' ? number.Value.Point : number.Value.Comma)} shows"));
        if (_textReceipt is { } receipt)
        {
            decisions.Notes.Add($"{_columns.NameOf(ImportFields.ReceiptNumber)}: {receipt} is no number, so the column is kept as external_id");
        }

        AskForDiscount(decisions.Refusals);
        decisions.Refusals.AddRange(_unmapped.Refusals());
        if (decisions.Refusals.Count > 0 && _columns.Preset is null && KnownPresets.Suggestion(_columns.Header) is { } preset)
        {
            decisions.Refusals.Add($"The file looks like {preset.Title}: try --preset {preset.Name}.");
        }

        return decisions;
    }

    void ObserveNumbers(string[] row, long line, string? currency)
    {
        foreach (var (field, evidence) in _numbers)
        {
            if (_columns.Value(field, row) is not { } text || !WrittenNumber.TryRead(text, out var number))
            {
                continue;
            }

            var isAmount = field is not (ImportFields.Quantity or ImportFields.DiscountPercent);
            var hasDecimals = !isAmount || !(_settings.MinorUnits || _columns.IsMinor(field) || (currency is not null && Currencies.IsKnown(currency) && Currencies.MinorUnits(currency) == 0));
            evidence.Observe(number, new Seen(line, text), hasDecimals);
            if (isAmount && number.Currency is { } sign && currency is not null && CurrencySigns.IsKnown(sign) && !CurrencySigns.CanBe(sign, currency))
            {
                Contradict($"{field} {sign}", $"{_columns.NameOf(field)}: line {line} '{text}' is not in {currency}: give the currency of the file, or map its column with --map currency=COLUMN.");
            }
        }

        if (_asksForDiscount && _discountOfSeveral is null && _columns.Value(ImportFields.LineTotal, row) is null)
        {
            ObserveDiscount(row, line);
        }
    }

    /// <summary>A discount may be of each piece, of the line, or of the whole receipt and repeated on its lines.</summary>
    void ObserveDiscount(string[] row, long line)
    {
        if (_columns.Value(ImportFields.Discount, row) is not { } discount || !HasDigitAboveZero(discount) || discount.EndsWith('%'))
        {
            _lastDiscount = null;
            return;
        }

        var onReceipt = (_columns.Value(ImportFields.SaleId, row), discount);
        if (onReceipt == _lastDiscount || (_columns.Value(ImportFields.Quantity, row) is { } quantity && !IsOne(quantity)))
        {
            _discountOfSeveral = new Seen(line, discount);
        }

        _lastDiscount = onReceipt;
    }

    static bool HasDigitAboveZero(string text) => text.AsSpan().IndexOfAnyInRange('1', '9') >= 0;

    /// <summary>1, 1.0, 1,00; 1.000 may be a thousand.</summary>
    static bool IsOne(string quantity) =>
        WrittenNumber.TryRead(quantity, out var number) && number.Digits is "1" or "1.0" or "1,0" or "1.00" or "1,00";

    void ObserveIdentity(string[] row, long line)
    {
        var saleId = _columns.Value(ImportFields.SaleId, row);
        if (saleId is not null)
        {
            _hasReceipt = true;
        }
        else if (_hasReceipt && _open is null)
        {
            _open = new Seen(line, _columns.Value(ImportFields.Name, row) ?? _columns.Value(ImportFields.Sku, row) ?? "");
            _contradictions.Add($"Line {line} has no {_columns.NameOf(ImportFields.SaleId)}: if it belongs to the receipt above it, give --fill-down; if it is no sale, --skip COLUMN=VALUE.");
        }

        foreach (var field in (ReadOnlySpan<string>)[ImportFields.Sku, ImportFields.SaleId])
        {
            if (_columns.Value(field, row) is { } text && Cell.IsShortened(text))
            {
                Contradict(field, $"{_columns.NameOf(field)}: line {line} '{text}' was shortened by a spreadsheet, and what it stood for is lost: export again with this column as text, or leave it out with --set {field}=.");
            }
        }

        if (_columns.Value(ImportFields.ReceiptNumber, row) is { } receipt && !long.TryParse(receipt, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            _textReceipt ??= new Seen(line, receipt);
        }
    }

    void Contradict(string key, string refusal)
    {
        if (_said.Add(key))
        {
            _contradictions.Add(refusal);
        }
    }

    /// <summary>Times in UTC say when and not where: the shop's day and hour would be wrong.</summary>
    void AskForZone(List<string> refusals)
    {
        var time = _times[ImportFields.SoldAt];
        if (time.Count > 0 && (time.Zero == time.Count || time.Form is TimeForm.UnixSeconds or TimeForm.UnixMilliseconds) && _settings.Zones.Count == 0 && !_columns.Has(ImportFields.Zone) && _columns.Of(ImportFields.SoldAtLocal).Count == 0)
        {
            refusals.Add($"{_columns.NameOf(ImportFields.SoldAt)} is in UTC on every row, which does not tell the shop's hour and day: give --zone Area/City, or --zone UTC when its clock is UTC.");
        }
    }

    /// <summary>Nothing in the file tells a discount of each piece from one of the line where no total is beside it.</summary>
    void AskForDiscount(List<string> refusals)
    {
        if (_discountOfSeveral is { } seen)
        {
            refusals.Add($"{_columns.NameOf(ImportFields.Discount)}: {seen} is on a line of several pieces or on several lines of a receipt, and no total is beside it: give --discount-per line or --discount-per unit; a discount of the whole receipt belongs to none of its lines, leave it out with --set discount= and enter it by hand.");
        }
    }
}
