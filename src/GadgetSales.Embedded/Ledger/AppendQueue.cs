namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// What waits for the next commit, bounded by sales and by bytes. The writer takes all of it at once, so the longer a commit lasts
/// the more sales share the next one. Not a Channel: the taker is a thread that blocks in the disk anyway, and a Channel counts requests, not what they hold.
/// </summary>
sealed class AppendQueue(int maxSales, long maxBytes)
{
    readonly object _gate = new();
    readonly Queue<AppendRequest> _waiting = new();
    int _sales;
    long _bytes;
    bool _closed;

    public int WaitingSales => Volatile.Read(ref _sales);

    public Admission Offer(AppendRequest request)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return Admission.Closed;
            }

            // An empty queue takes any one request: a batch may be larger than the bounds.
            if (_waiting.Count > 0 && (_sales + request.Sales.Length > maxSales || _bytes + request.Bytes > maxBytes))
            {
                return Admission.Full;
            }

            _waiting.Enqueue(request);
            _sales += request.Sales.Length;
            _bytes += request.Bytes;
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }

            return Admission.Accepted;
        }
    }

    /// <summary>
    /// Waits for requests and moves them to <paramref name="group"/>, in order, until it holds <paramref name="mostSales"/> or nothing waits.
    /// False when the queue is closed and empty.
    /// </summary>
    public bool Take(List<AppendRequest> group, int mostSales)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            var taken = 0;
            while (_waiting.TryPeek(out var next) && (taken == 0 || taken + next.Sales.Length <= mostSales))
            {
                group.Add(_waiting.Dequeue());
                taken += next.Sales.Length;
                _bytes -= next.Bytes;
            }

            _sales -= taken;
            return true;
        }
    }

    /// <summary>Takes no more requests; those that wait are still handed out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }
}

/// <summary>Whether the queue took a request.</summary>
enum Admission
{
    Accepted,
    Full,
    Closed,
}

/// <summary>One call's sales: they go into one commit together. Completes when that commit is durable, never on the writer's thread.</summary>
sealed class AppendRequest(OfferedSale[] sales) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public OfferedSale[] Sales { get; } = sales;

    public long Bytes { get; } = sales.Sum(sale => (long)sale.Bytes);
}
