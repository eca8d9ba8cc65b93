namespace GadgetSales.Import.Columns;

/// <summary>A value and the line it stands on.</summary>
readonly record struct Seen(long Line, string Text)
{
    public override string ToString() => $"line {Line} '{Text}'";
}

/// <summary>
/// What a whole column says about its decimal mark. 12,99 and 1.234,50 and 1.234.567 say it; 1,299 alone may be either. A column has one mark.
/// </summary>
sealed class NumberEvidence
{
    /// <summary>The first value that reads only with a decimal point.</summary>
    internal Seen? Point { get; private set; }

    /// <summary>The first value that reads only with a decimal comma.</summary>
    internal Seen? Comma { get; private set; }

    /// <summary>The first value whose only mark, a comma, may be either.</summary>
    internal Seen? OpenComma { get; private set; }

    /// <summary>The first value whose only mark, a point, may be either.</summary>
    internal Seen? OpenPoint { get; private set; }

    internal bool IsMixed => Point is not null && Comma is not null;

    internal char? Mark => Point is not null ? '.' : Comma is not null ? ',' : null;

    /// <summary>Takes a value.</summary>
    /// <param name="number">As written.</param>
    /// <param name="seen">Where.</param>
    /// <param name="hasDecimals">False for amounts that have none, such as yen: three digits behind a mark are then a group.</param>
    internal void Observe(WrittenNumber number, Seen seen, bool hasDecimals)
    {
        var digits = number.Digits.AsSpan();
        var last = digits.LastIndexOfAny('.', ',');
        if (last < 0)
        {
            return;
        }

        var mark = digits[last];
        var other = mark == '.' ? ',' : '.';
        if (digits[..last].Contains(other))
        {
            Add(mark, seen);
        }
        else if (digits[..last].Contains(mark))
        {
            Add(other, seen);
        }
        else if (digits.Length - last - 1 != 3 || last > 3 || digits[0] == '0')
        {
            Add(mark, seen);
        }
        else if (!hasDecimals)
        {
            Add(other, seen);
        }
        else if (mark == ',')
        {
            OpenComma ??= seen;
        }
        else
        {
            OpenPoint ??= seen;
        }
    }

    void Add(char decimalMark, Seen seen)
    {
        if (decimalMark == '.')
        {
            Point ??= seen;
        }
        else
        {
            Comma ??= seen;
        }
    }
}
