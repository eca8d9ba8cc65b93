"""Hourly net: features, net, generator (days of the daily generator spread over an hour-of-week profile)."""
import numpy as np, torch, torch.nn as nn, syn_long as syn
LC = 168 * 8
HZ = 48
Q = [0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975]
NQ = len(Q)
QT = torch.tensor(Q)
sg = lambda z: np.sign(z) * np.log1p(np.abs(z))

def features(X, n):
    """X [B,LC] right aligned, n [B] valid length (at least 72)"""
    B = len(X)
    idx = np.arange(LC)[None, :]
    valid = idx >= LC - n[:, None]
    X = np.where(valid, X, 0).astype(np.float32)
    vf = valid.astype(np.float32)
    k = np.minimum(n, 168)
    s = np.stack([X[i, LC - k[i]:].mean() for i in range(B)]) + 0.1 * X.sum(1) / n
    s = np.where(s > 0, s, 1).astype(np.float32)
    u = np.arcsinh(X / s[:, None])
    rec = np.stack([u[i, LC - k[i]:].mean() for i in range(B)])
    wk = n >= 168 * 2
    lag = np.where(wk, 168, 24)
    c = np.clip(idx - lag[:, None], 0, LC - 1)
    ok = idx - lag[:, None] >= (LC - n)[:, None]
    d = np.abs(u - np.take_along_axis(u, c, 1)) * ok
    un = np.maximum(d[:, -336:].sum(1) / np.maximum(ok[:, -336:].sum(1), 1), 0.005)[:, None].astype(np.float32)
    z = lambda a: sg((a - rec[:, None]) / un)
    raw = np.where(valid[:, -24:], z(u[:, -24:]), 0)
    j = np.arange(HZ)
    W = []
    has = []
    for q in range(1, 5):
        ok = (n >= 168 * q).astype(np.float32)[:, None]
        W.append(u[:, LC + j - 168 * q] * ok)
        has.append(ok[:, 0])
    hw = np.stack(has, 1).sum(1)[:, None]
    W8 = sum((u[:, LC + j - 168 * q] * (n >= 168 * q)[:, None] for q in range(1, 9))) / np.maximum(np.minimum(8, n // 168), 1)[:, None]
    D = []
    for q in range(1, 8):
        a = LC + j % 24 - 24 * q
        D.append(u[:, a[:24]] * (n >= 24 * q)[:, None])
    D7 = sum(D) / np.maximum(np.minimum(7, n // 24), 1)[:, None]
    base = np.where(hw > 0, W8, np.concatenate([D7, D7], 1))
    cs = np.concatenate([np.zeros((B, 1), np.float32), u.cumsum(1, dtype=np.float64).astype(np.float32)], 1)
    day = np.stack([(cs[:, LC - 24 * q] - cs[:, LC - 24 * (q + 1)]) / 24 * (n >= 24 * (q + 1)) for q in range(14)], 1)
    wkm = np.stack([(cs[:, LC - 168 * q] - cs[:, LC - 168 * (q + 1)]) / 168 * (n >= 168 * (q + 1)) for q in range(8)], 1)
    dev = np.stack([(u[:, -m:] - np.stack([u[:, LC - m + np.arange(m) - 168 * q] * (n >= 168 * q + m)[:, None] for q in (1, 2, 3, 4)], 0).sum(0) / np.maximum(np.stack([n >= 168 * q + m for q in (1, 2, 3, 4)], 0).sum(0), 1)[:, None]).mean(1) * (n >= 168 + m) for m in (1, 3, 6, 24, 48)], 1)
    z8 = sum(((u[:, LC + j - 168 * q] == 0) * (n >= 168 * q)[:, None] for q in range(1, 9))) / np.maximum(np.minimum(8, n // 168), 1)[:, None]
    integer = (np.abs(X - np.round(X)).max(1) < 1e-06).astype(np.float32)
    S = np.stack([np.log(n / 500.0), np.log(un[:, 0]), integer, integer * np.log10(s + 0.01), ((X == 0) & valid).sum(1) / n, (u.max(1) - rec) / un[:, 0] / 10, hw[:, 0] / 4], 1)
    F = np.concatenate([raw] + [np.where(has[q][:, None] > 0, z(W[q]), 0) for q in range(4)] + [z(base)] + [np.where((n >= 24 * (q + 1))[:, None], z(D[q]), 0) for q in (0, 1)] + [z(D7), np.where(day != 0, z(day), 0), np.where(wkm != 0, z(wkm), 0), sg(dev / un), z8, S], 1).astype(np.float32)
    return (np.clip(F, -8, 8), base.astype(np.float32), un, s)
NF = 24 + 4 * 48 + 48 + 3 * 24 + 14 + 8 + 5 + 48 + 7

class Net(nn.Module):


    def __init__(s, h=256, blocks=3):
        super().__init__()
        s.inp = nn.Linear(NF, h)
        s.b = nn.ModuleList([nn.ModuleList([nn.LayerNorm(h), nn.Linear(h, h), nn.Linear(h, h)]) for _ in range(blocks)])
        s.ln = nn.LayerNorm(h)
        s.out = nn.Linear(h, HZ * NQ)
        nn.init.zeros_(s.out.bias)
        nn.init.normal_(s.out.weight, 0, 0.002)


    def forward(s, F, base, un):
        x = s.inp(F)
        for ln, a, b in s.b:
            x = x + b(torch.relu(a(ln(x))))
        return base[:, :, None] + un[:, :, None] * s.out(s.ln(x)).view(-1, HZ, NQ)

def gen(B, days, rng):
    U = rng.random
    N = rng.standard_normal
    D = syn.gen(B, days + 200, rng)[:, 200:]
    h = np.arange(24)[None, None, :]
    op = rng.integers(0, 12, (B, 1, 1))
    cl = op + rng.integers(5, 16, (B, 1, 1))
    shop = U((B, 1, 1)) < 0.7
    hh = np.where(h < op, h + 24, h)
    mid = (op + cl) / 2
    wid = (cl - op) / rng.uniform(2, 6, (B, 1, 1))
    p = np.exp(-0.5 * ((hh - mid) / wid) ** 2) + rng.uniform(0, 1, (B, 1, 1)) * np.exp(-0.5 * ((hh - rng.uniform(op, cl)) / rng.uniform(0.7, 2.5, (B, 1, 1))) ** 2) + rng.uniform(0, 0.5, (B, 1, 1))
    p = p * np.exp(N((B, 1, 24)) * 0.25 * (U((B, 1, 1)) < 0.6))
    p = np.where(shop & ((hh < op) | (hh >= cl)), 0, p)
    smooth = 1 + rng.uniform(0.05, 0.8, (B, 1, 1)) * np.cos(2 * np.pi * (h - rng.uniform(0, 24, (B, 1, 1))) / 24) + rng.uniform(0, 0.3, (B, 1, 1)) * np.cos(4 * np.pi * (h - rng.uniform(0, 24, (B, 1, 1))) / 24)
    kind = U((B, 1, 1))
    p = np.where(kind < 0.3, np.maximum(smooth, 0.02), p)
    P = np.repeat(p, 7, 1) * np.exp(N((B, 7, 24)) * rng.choice([0, 0.1, 0.3], (B, 1, 1)))
    we = rng.integers(0, 7, B)
    roll = (U((B, 1, 1)) < 0.4) * rng.integers(-3, 4, (B, 1, 1))
    wkd = np.arange(7)[None, :, None] >= 5
    Pr = np.take_along_axis(P, (np.broadcast_to(h, (B, 7, 24)) - roll) % 24, 2)
    P = np.where(wkd, Pr, P)
    P = P / np.maximum(P.sum(2, keepdims=True), 1e-09)
    dow = (np.arange(days)[None, :] + we[:, None]) % 7
    S = np.take_along_axis(P, dow[:, :, None], 1)
    conc = np.exp(rng.uniform(np.log(3), np.log(3000), (B, 1, 1)))
    G = rng.gamma(np.maximum(S * conc, 0.0001))
    G = G / np.maximum(G.sum(2, keepdims=True), 1e-09)
    level = D.astype(np.float64)
    elec = kind[:, 0] < 0.3
    level = np.where(elec, np.where(level <= 0, level.mean(1, keepdims=True) + 1e-06, level), level)
    mu = level[:, :, None] * G
    cnt = rng.poisson(np.minimum(level[:, :, None] * S, 100000000.0))
    isint = (U((B, 1, 1)) < 0.5) & (kind >= 0.3)
    x = np.where(isint, cnt, mu).reshape(B, days * 24)
    e = N((B, days * 24)).astype(np.float32)
    phi = rng.choice([0, 0.5, 0.8, 0.95], (B, 1))
    a = np.empty_like(e)
    a[:, 0] = e[:, 0]
    for i in range(1, days * 24):
        a[:, i] = phi[:, 0] * a[:, i - 1] + e[:, i] * np.sqrt(1 - phi[:, 0] ** 2)
    x = np.where(isint[:, :, 0], x, x * np.exp(a * np.exp(rng.uniform(np.log(0.005), np.log(0.4), (B, 1)))))
    x = x * np.where(U((B, days * 24)) < rng.choice([0, 0, 0.002], (B, 1)), 0, 1)
    x[~np.isfinite(x)] = 0
    return np.minimum(x, 1000000000.0).astype(np.float32)

def predict(net, ys, h):
    out = []
    for a in range(0, len(ys), 256):
        Y = ys[a:a + 256]
        B = len(Y)
        X = np.zeros((B, LC), np.float32)
        n = np.zeros(B, int)
        for i, y in enumerate(Y):
            y = np.asarray(y, float)[-LC:]
            n[i] = len(y)
            X[i, LC - len(y):] = y
        F, b, un, s = features(X, n)
        with torch.no_grad():
            o = torch.sort(net(torch.from_numpy(F), torch.from_numpy(b), torch.from_numpy(un)), 2)[0].numpy()
        x = np.maximum(0, np.sinh(np.clip(o, -1, 12)) * s[:, None, None])
        mx = X.max(1)[:, None, None]
        x = np.minimum(x, 2 * mx)
        out.append(x)
    return np.concatenate(out)[:, :h]
