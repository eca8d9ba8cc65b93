namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>The types of DuckDB's C interface that the lake reads or writes; others exist and are refused by number.</summary>
enum DuckDbType
{
    Boolean = 1,
    TinyInt = 2,
    SmallInt = 3,
    Integer = 4,
    BigInt = 5,
    UTinyInt = 6,
    USmallInt = 7,
    UInteger = 8,
    UBigInt = 9,
    Float = 10,
    Double = 11,
    Timestamp = 12,
    Date = 13,
    HugeInt = 16,
    Varchar = 17,
    Decimal = 19,
    TimestampTz = 31,
    SqlNull = 36,
}
