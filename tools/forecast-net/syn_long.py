"""Synthetic daily sales over years, with moving holidays and holiday seasons: float32 array [series, days]."""
import numpy as np

def gen(B, T, rng, moving=True):
    t = np.arange(T)[None, :]
    U = rng.random
    N = rng.standard_normal


    def logu(a, b, n):
        return np.exp(rng.uniform(np.log(a), np.log(b), (n, 1)))
    lev = np.zeros((B, T), np.float32)
    sd = logu(0.0005, 0.03, B) * (U((B, 1)) < 0.75)
    lev += np.cumsum(N((B, T)).astype(np.float32) * sd, 1)
    lev += (t - T / 2) * (N((B, 1)) * logu(1e-05, 0.002, B) * (U((B, 1)) < 0.5))
    e = N((B, T)).astype(np.float32)
    phi = rng.choice([0.0, 0.3, 0.6, 0.85, 0.95], (B, 1)).astype(np.float32)
    ar = np.empty_like(e)
    ar[:, 0] = e[:, 0]
    q = np.sqrt(1 - phi[:, 0] ** 2)
    for i in range(1, T):
        ar[:, i] = phi[:, 0] * ar[:, i - 1] + q * e[:, i]
    lev += ar * (logu(0.02, 0.5, B) * (U((B, 1)) < 0.6))
    for _ in range(2):
        k = rng.integers(0, T, (B, 1))
        lev += (t >= k) * (N((B, 1)) * 0.5 * (U((B, 1)) < 0.2))
    k = rng.integers(0, T // 2, (B, 1))
    r = logu(5, 90, B)
    up = U((B, 1)) < 0.15
    lev += np.where(up, -3 * np.exp(-np.clip((t - k) / r, -2, 50)), 0)
    birth = np.where(up & (U((B, 1)) < 0.6), k, -1)
    ph = rng.uniform(0, 2 * np.pi, (B, 1))
    on = U((B, 1)) < 0.65
    amp = logu(0.03, 0.6, B) * on
    y = sum((np.cos(2 * np.pi * (h + 1) * t / 365.25 + ph * (h + 1) + rng.uniform(0, 2 * np.pi, (B, 1))) * rng.uniform(0, 1, (B, 1)) / (h + 1) for h in range(3)))
    lev += amp * y
    pk = rng.uniform(0, 365, (B, 1))
    w = rng.uniform(5, 25, (B, 1))
    d = (t - pk + 182) % 365 - 182
    pa = rng.exponential(0.6, (B, 1)) * (U((B, 1)) < 0.4)
    lev += pa * np.where(d < 0, np.exp(d / w), np.exp(-d / 2.0))
    sw = logu(0.03, 0.9, B) * (U((B, 1)) < 0.85)
    p1 = N((B, 7)) * sw
    p2 = p1 + N((B, 7)) * sw * 0.4 * (U((B, 1)) < 0.3)
    closed = U((B, 7)) < rng.choice([0, 0, 0, 0.15, 0.3], (B, 1))
    wd = (t + rng.integers(0, 7, (B, 1))) % 7
    mix = t / T
    rows = np.arange(B)[:, None]
    lev += p1[rows, wd] * (1 - mix) + p2[rows, wd] * mix
    md = t % 30
    mo = rng.integers(0, 30, (B, 1))
    lev += np.exp(-((md - mo) % 30) / 4.0) * (rng.exponential(0.25, (B, 1)) * (U((B, 1)) < 0.2))
    for _ in range(4):
        a = rng.integers(0, T, (B, 1))
        L = rng.integers(2, 22, (B, 1))
        up = np.log(rng.uniform(1.2, 5, (B, 1))) * (U((B, 1)) < 0.25)
        lev += up * ((t >= a) & (t < a + L)) - 0.4 * up * ((t >= a + L) & (t < a + L + 7))
    fp = U((B, 1)) < 0.2
    per = rng.integers(14, 60, (B, 1))
    dur = rng.integers(4, 16, (B, 1))
    off = rng.integers(0, 60, (B, 1))
    jit = np.sin(t * 0.7 + off) > 0.2
    lev += np.where(fp & ((t + off) % per < dur) & jit, np.log(rng.uniform(1.3, 6, (B, 1))), 0)
    base = logu(0.05, 3000, B)
    lev -= lev.mean(1, keepdims=True) * 0.8
    mu = base * np.exp(np.clip(lev, -8, 6))
    mu = np.where(closed[rows, wd], 0, mu)
    mu = np.where(t < birth, 0, mu)
    for _ in range(2):
        a = rng.integers(0, T, (B, 1))
        L = np.where(U((B, 1)) < 0.7, rng.integers(1, 4, (B, 1)), rng.integers(4, 25, (B, 1)))
        mu = np.where((U((B, 1)) < 0.2) & (t >= a) & (t < a + L), 0, mu)
    p0 = rng.choice([0, 0, 0, 0.01, 0.04], (B, 1))
    mu = np.where(U((B, T)) < p0, 0, mu)
    if True:
        for _ in range(3):
            hday = rng.integers(0, 365, (B, 1))
            f = rng.choice([0, 0, 0.5, 2.0, 3.0], (B, 1))
            mu = np.where((t % 365 == hday) & (U((B, 1)) < 0.5), mu * f, mu)
    for _ in range(3):
        h0 = rng.integers(0, 365, (B, 1))
        ln = np.where(U((B, 1)) < 0.5, 1, rng.integers(2, 11, (B, 1)))
        f = np.exp(N((B, 1)) * 0.7)
        mv = rng.integers(-21, 22, (B, T // 365 + 2)) * (U((B, 1)) < 0.4)
        yr = t // 365
        pos = h0 + np.take_along_axis(mv, np.broadcast_to(yr, (B, T)), 1)
        dd = t % 365 - pos
        inn = (dd >= 0) & (dd < ln) & (U((B, 1)) < 0.45)
        lead = (dd < 0) & (dd >= -6) & (U((B, 1)) < 0.2)
        mu = np.where(inn, np.where(U((B, 1)) < 0.12, 0, mu * f), np.where(lead & (U((B, 1)) < 0.3), mu * 1.4, mu))
    mu = np.minimum(mu, 1000000.0)
    kind = U((B, 1))
    r = logu(0.25, 200, B)
    lam = rng.gamma(np.broadcast_to(r, (B, T))) * mu / r
    cnt = rng.poisson(np.minimum(lam, 100000000.0)).astype(np.float64)
    sg = logu(0.03, 1.1, B)
    cont = mu * np.exp(sg * N((B, T)) - 0.5 * sg * sg)
    oc = rng.poisson(np.minimum(np.minimum(mu, 200) * rng.uniform(0.1, 1, (B, 1)), 10000.0))
    bs = rng.uniform(0.4, 1.3, (B, 1))
    comp = oc * np.exp(N((B, T)) * bs / np.sqrt(np.maximum(oc, 1)))
    x = np.where(kind < 0.55, cnt, np.where(kind < 0.8, cont, comp))
    bo = U((B, T)) < rng.choice([0, 0, 0.003, 0.01, 0.03], (B, 1))
    x = np.where(bo & (x > 0), x * (1 + rng.pareto(1.5, (B, T)) * 2), x)
    st = np.where(U((B, 1)) < 0.3, rng.integers(0, T - 120, (B, 1)), 0)
    x = np.where(t < st, 0, x)
    x[~np.isfinite(x)] = 0
    return x.astype(np.float32)
if __name__ == '__main__':
    import time
    rng = np.random.default_rng(1)
    s = time.time()
    x = gen(2048, 480, rng)
    print(time.time() - s, (x == 0).mean(), np.median(x.mean(1)))
    for i in range(6):
        print(x[i, -35:].round(1))
