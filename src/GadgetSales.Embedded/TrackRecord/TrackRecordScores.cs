using System.Text;
using GadgetSales.Projections.TrackRecord;
using GadgetSales.Embedded.Ledger;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>The summed scores of the file.</summary>
sealed class TrackRecordScores(SqliteDatabase database)
{
    /// <summary>Within the caller's transaction.</summary>
    public void Add(IReadOnlyList<StepScore> scores, int month)
    {
        foreach (var score in scores.Where(score => score.Values > 0))
        {
            AddSums(score, month);
            AddHits(score, month);
        }
    }

    public IReadOnlyList<StepScore> Read(TrackRecordParts parts)
    {
        var (key, hits) = (KeyOf(parts), ReadHits(parts));
        var scores = new List<StepScore>();
        using var select = database.Prepare($"""
            SELECT {key}, sum(value_count), sum(error), sum(absolute), sum(naive), sum(scaled), sum(naive_scaled), sum(sold)
            FROM scores GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 4, 5, 6, 7, 3
            """);
        while (select.Step())
        {
            var (measure, grain, step, backdated, of) = ReadKey(select);
            scores.Add(new StepScore(
                measure, grain, step, backdated, select.GetInteger(7), select.GetDouble(8), select.GetDouble(9), select.GetDouble(10), select.GetDouble(11),
                select.GetDouble(12), select.GetDouble(13), hits.GetValueOrDefault((measure, grain, step, backdated, of)) ?? [])
            {
                Of = of,
            });
        }

        return scores;
    }

    Dictionary<(string Measure, string Grain, int Step, bool Backdated, ScoredPart Of), Dictionary<double, LevelHits>> ReadHits(TrackRecordParts parts)
    {
        var hits = new Dictionary<(string, string, int, bool, ScoredPart), Dictionary<double, LevelHits>>();
        using var select = database.Prepare($"SELECT {KeyOf(parts)}, level, sum(inside), sum(value_count) FROM hits GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 8");
        while (select.Step())
        {
            var key = ReadKey(select);
            hits.TryAdd(key, []);
            hits[key][select.GetDouble(7)] = new LevelHits(select.GetInteger(8), select.GetInteger(9));
        }

        return hits;
    }

    void AddSums(StepScore score, int month)
    {
        using var upsert = database.Prepare("""
            INSERT INTO scores VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET value_count = value_count + excluded.value_count, error = error + excluded.error, absolute = absolute + excluded.absolute,
                naive = naive + excluded.naive, scaled = scaled + excluded.scaled, naive_scaled = naive_scaled + excluded.naive_scaled, sold = sold + excluded.sold
            """);
        BindKey(upsert, score, month).Bind(9, score.Values).Bind(10, score.Error).Bind(11, score.AbsoluteError).Bind(12, score.NaiveAbsoluteError)
            .Bind(13, score.ScaledError).Bind(14, score.NaiveScaledError).Bind(15, score.Sold).Execute();
    }

    void AddHits(StepScore score, int month)
    {
        using var upsert = database.Prepare(
            "INSERT INTO hits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET inside = inside + excluded.inside, value_count = value_count + excluded.value_count");
        foreach (var (level, hits) in score.Hits)
        {
            BindKey(upsert, score, month).Bind(9, level).Bind(10, hits.Inside).Bind(11, hits.Count).Execute();
        }
    }

    static SqliteStatement BindKey(SqliteStatement statement, StepScore score, int month) =>
        statement.Bind(1, score.Measure).Bind(2, score.Grain).Bind(3, score.Step).Bind(4, score.Backdated ? 1 : 0).Bind(5, month)
            .Bind(6, score.Of.Currency ?? "").Bind(7, score.Of.Store ?? "").Bind(8, score.Of.Category ?? "");

    static string KeyOf(TrackRecordParts parts) =>
        $"measure, grain, step, backdated, currency, {(parts.HasFlag(TrackRecordParts.Store) ? "store" : "''")}, {(parts.HasFlag(TrackRecordParts.Category) ? "category" : "''")}";

    static (string Measure, string Grain, int Step, bool Backdated, ScoredPart Of) ReadKey(SqliteStatement select) =>
        (Text(select, 0), Text(select, 1), (int)select.GetInteger(2), select.GetInteger(3) == 1, new ScoredPart(Some(Text(select, 4)), Some(Text(select, 5)), Some(Text(select, 6))));

    static string? Some(string text) => text.Length == 0 ? null : text;

    static string Text(SqliteStatement statement, int column) => Encoding.UTF8.GetString(statement.GetBytes(column));
}
