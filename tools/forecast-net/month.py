"""Months, quarters and periods without a season (period 12, 4 or 1): features, net, generator."""
import numpy as np, torch, torch.nn as nn, syn_long as syn
LC = 120
HZ = 18
Q = [0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975]
NQ = len(Q)
QT = torch.tensor(Q)
sg = lambda z: np.sign(z) * np.log1p(np.abs(z))

def features(X, n, p):
    B = len(X)
    idx = np.arange(LC)[None, :]
    valid = idx >= LC - n[:, None]
    X = np.where(valid, X, 0).astype(np.float64)
    vf = valid.astype(float)
    rows = np.arange(B)[:, None]
    k12 = np.minimum(12, n)
    s = np.stack([np.abs(X[i, LC - k12[i]:]).mean() for i in range(B)]) + 0.02 * np.abs(X).sum(1) / n
    s = np.where(s > 0, s, 1)
    u = np.arcsinh(X / s[:, None])
    ps = np.where(n > p + 2, p, 1)
    K = np.where(ps > 1, ps, np.minimum(4, n))
    cs = np.concatenate([np.zeros((B, 1)), u.cumsum(1)], 1)
    mean = lambda a, b: (np.take_along_axis(cs, np.clip(b, 0, LC)[:, None], 1) - np.take_along_axis(cs, np.clip(a, 0, LC)[:, None], 1))[:, 0] / np.maximum(b - np.clip(a, 0, LC), 1)
    rec = mean(np.full(B, LC) - K, np.full(B, LC))
    col = np.clip(idx - ps[:, None], 0, LC - 1)
    dp = np.abs(u - np.take_along_axis(u, col, 1)) * (idx - ps[:, None] >= (LC - n)[:, None])
    un = dp.sum(1) / np.maximum((idx - ps[:, None] >= (LC - n)[:, None]).sum(1), 1)
    d1 = (np.abs(np.diff(u, axis=1)) * vf[:, 1:] * vf[:, :-1]).sum(1) / np.maximum(n - 1, 1)
    un = np.maximum(np.where(un > 0, un, d1), 0.003)
    nz = lambda a: (a - rec[:, None]) / un[:, None]
    z = lambda a: sg(nz(a))
    raw = np.where(valid[:, -30:], z(u[:, -30:]), 0)
    j = np.arange(HZ)[None, :]
    P = []
    R = []
    base = None
    for k in (1, 2, 3, 4):
        c = LC + j - ps[:, None] * (j // ps[:, None] + k)
        ok = c >= (LC - n)[:, None]
        a = np.take_along_axis(u, np.clip(c, 0, LC - 1), 1)
        e = np.full(B, LC) - ps * (k - 1)
        ref = mean(e - K, e)
        okc = n >= ps * (k - 1) + K
        f = (a - ref[:, None]) / un[:, None] * (ok & okc[:, None])
        P.append(sg(f))
        if k == 1:
            base = np.where(ps[:, None] > 1, f, (u[:, -1] - rec)[:, None] / un[:, None])
    si = np.stack(P, 0)
    avg = np.where((np.abs(si) > 0).any(0), si.sum(0) / np.maximum((si != 0).sum(0), 1), 0)
    cyc = []
    for k in range(1, 8):
        e = np.full(B, LC) - K * k
        cyc.append(np.where(n >= K * (k + 1), sg((mean(e - K, e) - rec) / un), 0))
    one = np.stack([p == 1, p == 4, p == 12], 1).astype(float)
    half = np.maximum(K // 2, 1)
    h1 = mean(np.full(B, LC) - half, np.full(B, LC))
    yo = np.where(n >= ps + half, (h1 - mean(np.full(B, LC) - half - ps, np.full(B, LC) - ps)) / un, 0)
    e1 = (u[:, -1:] - np.take_along_axis(u, np.clip(LC - 1 - ps[:, None], 0, LC - 1), 1))[:, 0] / un
    e2 = (u[:, -2:-1] - np.take_along_axis(u, np.clip(LC - 2 - ps[:, None], 0, LC - 1), 1))[:, 0] / un
    e3 = (u[:, -3:-2] - np.take_along_axis(u, np.clip(LC - 3 - ps[:, None], 0, LC - 1), 1))[:, 0] / un
    c = (u - ((u * vf).sum(1) / n)[:, None]) * vf
    va = (c * c).sum(1) + 1e-09
    ac = [(c[:, k:] * c[:, :-k]).sum(1) / va for k in (1, 2, 3)] + [np.stack([(c[i, ps[i]:] * c[i, :-ps[i]]).sum() for i in range(B)]) / va]
    S = np.stack([np.log(n / 50.0), np.log(un), np.log((d1 + 1e-09) / un), (np.abs(X - np.round(X)).max(1) < 1e-06) * 1.0, ((X == 0) * vf).sum(1) / n, (X < 0).any(1) * 1.0, sg(yo), sg(e1), sg(e2), sg(e3), sg((h1 - rec) / un), rec, (ps == 1) * 1.0] + ac, 1)
    F = np.concatenate([raw] + P + [avg, np.stack(cyc, 1), one, S], 1).astype(np.float32)
    return (np.clip(F, -8, 8), np.clip(base, -40, 40).astype(np.float32), rec, un, s)
NF = 30 + 4 * HZ + HZ + 7 + 3 + 17

class Net(nn.Module):


    def __init__(s, h=256, blocks=3):
        super().__init__()
        s.inp = nn.Linear(NF, h)
        s.b = nn.ModuleList([nn.ModuleList([nn.LayerNorm(h), nn.Linear(h, h), nn.Linear(h, h)]) for _ in range(blocks)])
        s.ln = nn.LayerNorm(h)
        s.out = nn.Linear(h, HZ * NQ)
        nn.init.zeros_(s.out.bias)
        nn.init.normal_(s.out.weight, 0, 0.002)


    def forward(s, F, base):
        x = s.inp(F)
        for ln, a, b in s.b:
            x = x + b(torch.relu(a(ln(x))))
        return base[:, :, None] + s.out(s.ln(x)).view(-1, HZ, NQ)

def econ(B, T, rng):
    """[B,T] positive-ish economic / sales series and their period"""
    N = rng.standard_normal
    U = rng.random
    t = np.arange(T)[None, :]


    def logu(a, b):
        return np.exp(rng.uniform(np.log(a), np.log(b), (B, 1)))
    p = rng.choice([1, 4, 12], B, p=[0.2, 0.35, 0.45])
    P = p[:, None]
    lev = np.zeros((B, T))
    b = np.zeros(B)
    l = np.zeros(B)
    sl = logu(0.0001, 0.08)[:, 0] * (U(B) < 0.8)
    sb = logu(1e-05, 0.012)[:, 0] * (U(B) < 0.5)
    phi = rng.choice([1.0, 1.0, 0.98, 0.9, 0.8], B)
    drift = rng.normal(0, 1, B) * np.exp(rng.uniform(np.log(0.0001), np.log(0.02), B)) * (U(B) < 0.7)
    e1 = N((B, T))
    e2 = N((B, T))
    for i in range(T):
        b = phi * b + sb * e2[:, i]
        l = l + drift + b + sl * e1[:, i]
        lev[:, i] = l
    ar = np.zeros((B, T))
    r = rng.choice([0, 0, 0.3, 0.6, 0.9, -0.3], B)
    a = np.zeros(B)
    e = N((B, T))
    heavy = U((B, T)) < rng.choice([0, 0, 0.01, 0.03], (B, 1))
    e = e * np.where(heavy, 4, 1)
    for i in range(T):
        a = r * a + e[:, i]
        ar[:, i] = a
    lev += ar * logu(0.002, 0.25) * (U((B, 1)) < 0.9)
    lev += np.sin(2 * np.pi * t / rng.uniform(20, 160, (B, 1)) * np.maximum(1, 1) + rng.uniform(0, 6.3, (B, 1))) * logu(0.005, 0.25) * (U((B, 1)) < 0.5)
    amp = logu(0.005, 0.6) * (P > 1) * (U((B, 1)) < 0.85)
    S1 = N((B, 12))
    S2 = S1 + N((B, 12)) * rng.choice([0, 0, 0.3, 0.7], (B, 1))
    sm = U((B, 1)) < 0.4
    ang = 2 * np.pi * np.arange(12)[None, :] / np.maximum(P, 2)
    H1 = np.cos(ang + rng.uniform(0, 6.3, (B, 1))) + 0.5 * N((B, 1)) * np.cos(2 * ang + rng.uniform(0, 6.3, (B, 1)))
    S1 = np.where(sm, H1, S1)
    S2 = np.where(sm, H1 + 0.2 * N((B, 12)) * (U((B, 1)) < 0.3), S2)
    k = (t + rng.integers(0, 12, (B, 1))) % P
    rows = np.arange(B)[:, None]
    mix = t / T
    seas = (S1[rows, k] * (1 - mix) + S2[rows, k] * mix) * amp
    for _ in range(2):
        c = rng.integers(0, T, (B, 1))
        lev += (t >= c) * N((B, 1)) * logu(0.02, 0.5) * (U((B, 1)) < 0.15)
    o = U((B, T)) < rng.choice([0, 0, 0.01], (B, 1))
    lev += o * N((B, T)) * 0.4
    add = U((B, 1)) < 0.35
    lev -= lev[:, -1:] * 0.0
    lev = np.clip(lev, -6, 6)
    x = np.where(add, 1 + lev * 0.8 + seas * 0.6, np.exp(np.clip(lev + seas, -8, 8)))
    x = x * np.exp(rng.uniform(0, 9, (B, 1)))
    rd = U((B, 1)) < 0.3
    x = np.where(rd, np.round(x), x)
    return (x.astype(np.float32), p)
ML = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])

def gen(B, T, rng):
    nb = B // 5
    x, p = econ(B - nb, T, rng)
    days = int(T * 30.44) + 40
    D = syn.gen(nb, days, rng)
    m0 = rng.integers(0, 12)
    ends = np.cumsum(ML[(m0 + np.arange(T)) % 12])
    cs = np.concatenate([np.zeros((nb, 1)), D.astype(np.float64).cumsum(1)], 1)
    e = np.concatenate([[0], ends])
    M = cs[:, e[1:]] - cs[:, e[:-1]]
    return (np.concatenate([x, M.astype(np.float32)]), np.concatenate([p, np.full(nb, 12)]))

def predict(net, ys, ps, h):
    B = len(ys)
    X = np.zeros((B, LC))
    n = np.zeros(B, int)
    for i, y in enumerate(ys):
        y = np.asarray(y, float)[-LC:]
        n[i] = len(y)
        X[i, LC - len(y):] = y
    F, b, c, un, s = features(X, n, np.asarray(ps))
    with torch.no_grad():
        o = torch.sort(net(torch.from_numpy(F), torch.from_numpy(b)), 2)[0].numpy()
    x = np.sinh(np.clip(c[:, None, None] + un[:, None, None] * o, -12, 12)) * s[:, None, None]
    pos = np.array([min(y) >= 0 for y in ys])
    x[pos] = np.maximum(0, x[pos])
    return x[:, :h]
