using DuckDB.NET.Data;
using DuckDB.NET.Native;
using GadgetSales.Core.Lake;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>A result in the types of <see cref="LakeType"/>.</summary>
/// <param name="reader">Stays the caller's.</param>
/// <exception cref="LakeQueryException">A column has a type that the lake does not return; the message names the cast that helps.</exception>
public sealed class LakeRows(DuckDBDataReader reader)
{
    readonly LakeColumn[] _columns = [.. Enumerable.Range(0, reader.FieldCount).Select(index => ColumnOf(reader, index))];

    /// <summary>Names and types, in order.</summary>
    public IReadOnlyList<LakeColumn> Columns => _columns;

    /// <summary>Every row, once; each is an array of its own.</summary>
    /// <exception cref="DuckDBException">The statement failed on the way.</exception>
    /// <exception cref="LakeQueryException">A value does not fit its type: a sum beyond 64 bits.</exception>
    public IEnumerable<object?[]> Read()
    {
        while (reader.Read())
        {
            var row = new object?[_columns.Length];
            for (var index = 0; index < row.Length; index++)
            {
                row[index] = reader.IsDBNull(index) ? null : Value(index);
            }

            yield return row;
        }
    }

    static LakeColumn ColumnOf(DuckDBDataReader reader, int index)
    {
        var name = reader.GetName(index);
        return new LakeColumn(name, Enum.Parse<DuckDBType>(reader.GetDataTypeName(index)) switch
        {
            DuckDBType.Boolean => LakeType.Boolean,
            DuckDBType.TinyInt or DuckDBType.SmallInt or DuckDBType.Integer or DuckDBType.BigInt or DuckDBType.HugeInt => LakeType.Bigint,
            DuckDBType.UnsignedTinyInt or DuckDBType.UnsignedSmallInt or DuckDBType.UnsignedInteger or DuckDBType.UnsignedBigInt => LakeType.Bigint,
            DuckDBType.Float or DuckDBType.Double or DuckDBType.Decimal => LakeType.Double,
            DuckDBType.Date => LakeType.Date,
            DuckDBType.Timestamp or DuckDBType.TimestampTz => LakeType.Timestamp,
            DuckDBType.Varchar or DuckDBType.SqlNull => LakeType.Varchar,
            _ => throw Refuse($"Column {name} has a type that results cannot carry: CAST it to varchar."),
        });
    }

    object Value(int index)
    {
        var column = _columns[index];
        try
        {
            return column.Type switch
            {
                LakeType.Bigint => reader.GetInt64(index),
                LakeType.Double => Number(index),
                LakeType.Boolean => reader.GetBoolean(index),
                LakeType.Date => reader.GetFieldValue<DateOnly>(index),
                LakeType.Timestamp => reader.GetDateTime(index),
                _ => reader.GetString(index),
            };
        }
        catch (InvalidCastException error) when (column.Type == LakeType.Bigint)
        {
            throw Refuse($"A value of column {column.Name} does not fit 64 bits.", error);
        }
        catch (Exception error) when (column.Type is LakeType.Date or LakeType.Timestamp && error is InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw Refuse($"A value of column {column.Name} lies outside the years 1 to 9999.", error);
        }
    }

    /// <summary>A decimal's range is narrower than DuckDB's.</summary>
    double Number(int index)
    {
        if (reader.GetFieldType(index) != typeof(decimal))
        {
            return reader.GetDouble(index);
        }

        var value = reader.GetFieldValue<DuckDBDecimal>(index);
        return (double)value.Value.ToInt128() / Math.Pow(10, value.Scale);
    }

    static LakeQueryException Refuse(string message, Exception? cause = null) => new("query_failed", message, retryable: false, cause);
}
