using System.Text;
using GadgetSales.Core.Lake;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>Reads one column of a result, a vector at a time, into the type the lake returns.</summary>
sealed unsafe class DuckColumnReader
{
    readonly DuckDbType _stored;
    readonly double _scale;

    DuckColumnReader(LakeColumn column, DuckDbType stored, double scale) => (Column, _stored, _scale) = (column, stored, scale);

    internal LakeColumn Column { get; }

    internal static DuckColumnReader Of(ref NativeResult result, ulong index)
    {
        var name = DuckDbNative.Text(DuckDbNative.ColumnName(ref result, index));
        var type = DuckDbNative.ColumnType(ref result, index);
        if (type != DuckDbType.Decimal)
        {
            return new DuckColumnReader(new LakeColumn(name, LakeTypeOf(type, name)), type, scale: 1);
        }

        var logical = DuckDbNative.ColumnLogicalType(ref result, index);
        try
        {
            return new DuckColumnReader(
                new LakeColumn(name, LakeType.Double), DuckDbNative.DecimalInternalType(logical), Math.Pow(10, DuckDbNative.DecimalScale(logical)));
        }
        finally
        {
            DuckDbNative.DestroyLogicalType(ref logical);
        }
    }

    internal void Read(nint vector, object?[][] rows, int column)
    {
        var data = DuckDbNative.VectorData(vector);
        var validity = DuckDbNative.VectorValidity(vector);
        for (var row = 0; row < rows.Length; row++)
        {
            var valid = validity is null || (validity[row >> 6] & (1UL << (row & 63))) != 0;
            rows[row][column] = valid ? Value(data, row) : null;
        }
    }

    static LakeType LakeTypeOf(DuckDbType type, string name) => type switch
    {
        DuckDbType.Boolean => LakeType.Boolean,
        DuckDbType.TinyInt or DuckDbType.SmallInt or DuckDbType.Integer or DuckDbType.BigInt or DuckDbType.HugeInt => LakeType.Bigint,
        DuckDbType.UTinyInt or DuckDbType.USmallInt or DuckDbType.UInteger or DuckDbType.UBigInt => LakeType.Bigint,
        DuckDbType.Float or DuckDbType.Double => LakeType.Double,
        DuckDbType.Date => LakeType.Date,
        DuckDbType.Timestamp or DuckDbType.TimestampTz => LakeType.Timestamp,
        DuckDbType.Varchar or DuckDbType.SqlNull => LakeType.Varchar,
        _ => throw new DuckDbException($"Column {name} has a type that results cannot carry: CAST it to varchar.", DuckDbFailure.Statement),
    };

    object? Value(void* data, int row) => Column.Type switch
    {
        LakeType.Bigint => Integer(data, row),
        LakeType.Double => _stored switch
        {
            DuckDbType.Double => ((double*)data)[row],
            DuckDbType.Float => (double)((float*)data)[row],
            DuckDbType.HugeInt => (double)((Int128*)data)[row] / _scale,
            _ => Integer(data, row) / _scale,
        },
        LakeType.Boolean => ((byte*)data)[row] != 0,
        LakeType.Date => DuckDbTime.DateOf(((int*)data)[row]),
        LakeType.Timestamp => DuckDbTime.TimeOf(((long*)data)[row]),
        _ => _stored == DuckDbType.SqlNull ? null : Text((byte*)data + (row * 16L)),
    };

    long Integer(void* data, int row) => _stored switch
    {
        DuckDbType.BigInt => ((long*)data)[row],
        DuckDbType.HugeInt => Narrow(((Int128*)data)[row]),
        DuckDbType.Integer => ((int*)data)[row],
        DuckDbType.SmallInt => ((short*)data)[row],
        DuckDbType.TinyInt => ((sbyte*)data)[row],
        DuckDbType.UInteger => ((uint*)data)[row],
        DuckDbType.USmallInt => ((ushort*)data)[row],
        DuckDbType.UTinyInt => ((byte*)data)[row],
        _ => Narrow(((ulong*)data)[row]),
    };

    long Narrow(Int128 value) => value >= long.MinValue && value <= long.MaxValue
        ? (long)value
        : throw new DuckDbException($"A value of column {Column.Name} does not fit 64 bits.", DuckDbFailure.Statement);

    /// <summary>duckdb_string_t: the length, then up to 12 bytes in place, or 4 of prefix and a pointer.</summary>
    static string Text(byte* value)
    {
        var length = *(int*)value;
        return Encoding.UTF8.GetString(length <= 12 ? value + 4 : *(byte**)(value + 8), length);
    }
}
