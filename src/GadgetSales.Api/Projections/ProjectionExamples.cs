using GadgetSales.Api.Insights;

namespace GadgetSales.Api.Projections;

/// <summary>What the OpenAPI document shows of projections.</summary>
static class ProjectionExamples
{
    public const string Projections =
        """
        { "measure": "revenue", "unit": "minor", "grain": "day", "horizon": 14, "asOf": "2019-05-31", "groupBy": ["category"], "currency": "USD",
          "series": [ { "key": { "category": "Audio" },
            "history": [ { "period": "2019-05-31", "value": 1234567 } ],
            "forecast": [ { "period": "2019-06-01", "value": 1200345, "median": 1185021,
              "intervals": [ { "level": 80, "lower": 1000000, "upper": 1400000 }, { "level": 95, "lower": 900000, "upper": 1500000 } ] } ],
            "model": { "name": "combination", "reason": "The weighted mean of 5 methods: 14 % less error than repeating the last 7 values in 4 backtests.",
                       "parts": [ { "method": "seasonal mean", "weight": 1 } ] },
            "notes": [ "Easter: -38 %, as far as it was seen." ],
            "accuracy": { "origins": 4, "mase": 0.82, "seasonalNaiveMase": 0.95, "rmsse": 0.8, "seasonalNaiveRmsse": 0.97, "skill": 0.14, "skillMeasure": "mase",
                          "coverage": { "80": 0.81, "95": 0.95 } } } ],
          "totals": [], "dataThrough": "2026-11-22T10:15:31.12Z",
          "statistics": { "engine": "duckdb", "elapsedMs": 12.3, "rowsRead": 185950, "bytesRead": null, "queryId": "019aab6b2f5e7c0f8d3b0f6f1a2b3c4d", "cached": false } }
        """;

    public const string Csv =
        """
        kind,period,category,value,lower80,upper80,lower95,upper95,model
        history,2019-05-31,Audio,1234567,,,,,
        forecast,2019-06-01,Audio,1200345,1000000,1400000,900000,1500000,combination

        """;

    public const string NdJson =
        """
        {"kind":"forecast","period":"2019-06-01","category":"Audio","value":1200345,"lower80":1000000,"upper80":1400000,"lower95":900000,"upper95":1500000,"model":"combination"}

        """;

    public const string Nowcast =
        """
        { "period": "day", "from": "2019-05-31", "to": "2019-05-31", "soldThrough": "2019-05-31T14:00", "measure": "revenue", "unit": "minor", "groupBy": [], "currency": "USD",
          "series": [ { "key": {}, "sold": 523400, "remaining": 612300, "value": 1135700,
            "intervals": [ { "level": 80, "lower": 1012300, "upper": 1259100 }, { "level": 95, "lower": 951200, "upper": 1320200 } ],
            "today": { "sold": 523400, "remaining": 612300,
              "model": { "name": "combination", "reason": "The weighted mean of 5 methods: 14 % less error than repeating the last 7 values in 4 backtests.",
                         "parts": [ { "method": "seasonal mean", "weight": 1 } ] },
              "accuracy": { "origins": 4, "mase": 0.82, "seasonalNaiveMase": 0.95, "rmsse": 0.8, "seasonalNaiveRmsse": 0.97, "skill": 0.14, "skillMeasure": "mase",
                            "coverage": { "80": 0.81, "95": 0.95 } } },
            "days": null } ],
          "dataThrough": "2026-11-22T10:15:31.12Z",
          "statistics": { "engine": "duckdb", "elapsedMs": 12.3, "rowsRead": 185950, "bytesRead": null, "queryId": "019aab6b2f5e7c0f8d3b0f6f1a2b3c4d", "cached": false } }
        """;

    public const string NowcastCsv =
        """
        period,category,sold,remaining,value,lower80,upper80,lower95,upper95,todayModel,daysModel
        2019-05-01,Audio,9523400,1612300,11135700,10812300,11459100,10651200,11620200,combination,combination

        """;

    public const string NowcastNdJson =
        """
        {"period":"2019-05-31","category":"Audio","sold":523400,"remaining":612300,"value":1135700,"lower80":1012300,"upper80":1259100,"lower95":951200,"upper95":1320200,"todayModel":"combination","daysModel":null}

        """;

    public const string TrackRecord =
        """
        { "scores": [ { "measure": "revenue", "grain": "day", "step": 1, "backdated": false, "values": 240, "mase": 0.79, "seasonalNaiveMase": 0.96, "skill": 0.1771,
                        "wape": 0.1712, "seasonalNaiveWape": 0.2105, "bias": -0.0121, "coverage": { "80": 0.8125, "95": 0.9458 } } ],
          "waiting": 12, "scored": 30, "givenUp": 0, "dropped": 0 }
        """;

    /// <summary>On days that are projected by default.</summary>
    public static BodyExample Events(BusinessCalendar calendar) => new("events", "A promotion and a closing", () =>
        $$"""
        { "events": [ { "name": "Summer sale", "dates": [ "{{calendar.Today.AddDays(4):yyyy-MM-dd}}", "{{calendar.Today.AddDays(5):yyyy-MM-dd}}" ], "effectPercent": 30 },
                      { "name": "Stocktaking", "date": "{{calendar.Today.AddDays(7):yyyy-MM-dd}}", "effectPercent": -100 } ] }
        """);
}
