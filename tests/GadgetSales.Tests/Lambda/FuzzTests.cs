using System.Globalization;
using System.Text;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lambda;

/// <summary>Batches in which some records are damaged at random. More of them: environment variable GADGETSALES_FUZZ_BATCHES.</summary>
public sealed class FuzzTests
{
    const int BatchRecords = 8;

    static int Batches => int.Parse(Environment.GetEnvironmentVariable("GADGETSALES_FUZZ_BATCHES") ?? "150", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Of_damaged_batches_no_record_is_lost_or_answered_twice_and_sound_ones_all_arrive()
    {
        using var function = new TestFunction(batchRecords: BatchRecords);
        var random = new Random(20260115);
        var sound = Sound();
        for (var batch = 0; batch < Batches; batch++)
        {
            var (delivered, dropped, failed) = (function.Firehose.Delivered, function.Firehose.Dropped, function.Firehose.Errors.Count);
            var damaged = new List<byte[]>();
            for (var record = 0; record < BatchRecords; record++)
            {
                var data = sound[random.Next(sound.Length)];
                if (random.Next(2) == 0)
                {
                    damaged.Add(data = Damage(data, random));
                }

                function.Firehose.Put(data);
            }

            await function.Firehose.DeliverAsync();

            var errors = function.Firehose.Errors.Skip(failed).ToList();
            Assert.Equal(BatchRecords, function.Firehose.Delivered - delivered + function.Firehose.Dropped - dropped + errors.Count);
            Assert.InRange(function.Firehose.Delivered - delivered, BatchRecords - damaged.Count, BatchRecords);
            Assert.All(errors, error => Assert.Equal(("processing-failed", 1), (error.Type, error.Attempts)));
            Assert.All(errors, error => Assert.Contains(damaged, data => data.AsSpan().SequenceEqual(error.RawData)));
        }

        Assert.Equal(Batches, function.Firehose.Invocations);
        Assert.NotEmpty(function.Firehose.Errors);
    }

    static byte[][] Sound()
    {
        var sale = SampleSales.Sale(storeId: "Zürich \"#1\" 🏬");
        RecordedSale[] all =
        [
            TestFunction.Recorded(sale), TestFunction.Recorded(SampleSales.Return()), TestFunction.Recorded(SampleSales.Void(sale), sale),
            .. SampleSales.Many(5).Select(each => TestFunction.Recorded(each)),
        ];
        return
        [
            .. all.SelectMany(each => Enum.GetValues<StreamShape>().Select(shape => StreamRecords.Insert(each, shape))),
            .. all.Select(each => StreamRecords.Modify(each, each with { Version = 2 })),
            .. all.Select(each => StreamRecords.Remove(each)),
        ];
    }

    /// <summary>Cut, doubled, bytes changed, a piece moved or taken out, or a word exchanged for another.</summary>
    static byte[] Damage(byte[] data, Random random)
    {
        var at = random.Next(data.Length);
        var length = random.Next(1, Math.Min(40, data.Length - at) + 1);
        switch (random.Next(6))
        {
            case 0:
                return data[..at];
            case 1:
                return [.. data, .. data[at..]];
            case 2:
                var changed = data.ToArray();
                random.NextBytes(changed.AsSpan(at, length));
                return changed;
            case 3:
                return [.. data[..at], .. data[(at + length)..]];
            case 4:
                return [.. data[..at], .. data[at..(at + length)], .. data[at..]];
            default:
                (string From, string To)[] words = [("\"S\"", "\"N\""), ("\"N\"", "\"BOOL\""), ("INSERT", "REMOVE"), ("\"1\"", "\"1e400\""), ("NewImage", "OldImage"), ("sale", "\\ud800"), ("{", "["), (":", ","), ("lines", "Lines")];
                var (from, to) = words[random.Next(words.Length)];
                return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(data).Replace(from, to, StringComparison.Ordinal));
        }
    }
}
