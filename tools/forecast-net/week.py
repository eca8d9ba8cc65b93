"""Weekly net: features, net, generator (weeks of the daily generator, and plain weekly series)."""
import numpy as np, torch, torch.nn as nn, syn_long as syn
LC = 160
HZ = 13
Q = [0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975]
NQ = len(Q)
QT = torch.tensor(Q)
sg = lambda z: np.sign(z) * np.log1p(np.abs(z))

def features(X, n):
    """X [B,LC] right aligned, n [B] valid length -> F [B,NF], base [B,HZ] (normalised), centre, unit, s: x = s*sinh(centre + unit*o)"""
    B = len(X)
    idx = np.arange(LC)[None, :]
    valid = idx >= LC - n[:, None]
    X = np.where(valid, X, 0).astype(np.float64)
    vf = valid.astype(float)
    c13 = vf[:, -13:].sum(1)
    m13 = X[:, -13:].sum(1) / np.maximum(c13, 1)
    s = m13 + 0.1 * X.sum(1) / n
    s = np.where(s > 0, s, 1)
    u = np.arcsinh(X / s[:, None])
    rec = (u[:, -8:] * vf[:, -8:]).sum(1) / np.maximum(vf[:, -8:].sum(1), 1)
    d = np.abs(np.diff(u, axis=1)) * vf[:, 1:] * vf[:, :-1]
    dn = d[:, -104:].sum(1) / np.maximum((vf[:, 1:] * vf[:, :-1])[:, -104:].sum(1), 1)
    un = np.maximum(dn, 0.004)
    z = lambda a: sg((a - rec[:, None]) / un[:, None])
    raw = np.where(valid[:, -26:], z(u[:, -26:]), 0)
    W = u[:, -154:-26].reshape(B, 32, 4)
    V = vf[:, -154:-26].reshape(B, 32, 4)
    cv = V.sum(2)
    blk = np.where(cv >= 4, z((W * V).sum(2) / np.maximum(cv, 1)), 0)
    cs = np.concatenate([np.zeros((B, 1)), u.cumsum(1)], 1)
    L = []
    flags = []
    for k in (52, 104):
        ok = (n >= k + 4).astype(float)
        a = u[:, np.clip(LC - k + np.arange(-2, HZ + 2), 0, LC - 1)]
        ref = (cs[:, LC - k] - cs[:, max(0, LC - k - 8)]) / 8
        L.append(sg((a - ref[:, None]) / un[:, None]) * ok[:, None])
        flags.append(ok)
    yoy = np.where(n >= 64, (u[:, -8:].mean(1) - u[:, -60:-52].mean(1)) / un, 0)
    last = u[:, -1]
    c = (u - ((u * vf).sum(1) / n)[:, None]) * vf
    va = (c * c).sum(1) + 1e-09
    ac = [(c[:, k:] * c[:, :-k]).sum(1) / va for k in (1, 2, 4, 13, 52)]
    st = np.sqrt((((u[:, -26:] - rec[:, None]) * vf[:, -26:]) ** 2).sum(1) / np.maximum(vf[:, -26:].sum(1), 1)) / un
    integer = (np.abs(X - np.round(X)).max(1) < 1e-06).astype(float)
    tt = np.arange(26) - 12.5
    sl = (u[:, -26:] * tt).sum(1) / (tt ** 2).sum() * 13 / un * (n >= 26)
    S = np.stack([np.log(un), np.log(n / 60.0), integer, integer * np.log10(s + 0.01), ((X == 0) * vf)[:, -26:].sum(1) / np.maximum(vf[:, -26:].sum(1), 1), ((X == 0) * vf).sum(1) / n, sg(yoy), sg(st), sg(sl), sg((last - rec) / un), sg((u.max(1) - rec) / un), rec] + flags + ac, 1)
    F = np.concatenate([raw, blk] + L + [S], 1).astype(np.float32)
    base = np.zeros((B, HZ), np.float32)
    return (np.clip(F, -8, 8), base, rec, un, s)
NF = 26 + 32 + 2 * (HZ + 4) + 12 + 2 + 5

class Net(nn.Module):


    def __init__(s, h=256, blocks=3):
        super().__init__()
        s.inp = nn.Linear(NF, h)
        s.b = nn.ModuleList([nn.ModuleList([nn.LayerNorm(h), nn.Linear(h, h), nn.Linear(h, h)]) for _ in range(blocks)])
        s.ln = nn.LayerNorm(h)
        s.out = nn.Linear(h, HZ * NQ)
        nn.init.zeros_(s.out.bias)
        nn.init.normal_(s.out.weight, 0, 0.002)


    def forward(s, F):
        x = s.inp(F)
        for ln, a, b in s.b:
            x = x + b(torch.relu(a(ln(x))))
        return s.out(s.ln(x)).view(-1, HZ, NQ)

def loss(o, y):
    e = y[:, :, None] - o
    l = torch.maximum(QT * e, (QT - 1) * e).mean((1, 2))
    return l.mean()

def econ(B, T, rng):
    N = rng.standard_normal
    U = rng.random
    t = np.arange(T)[None, :]


    def logu(a, b):
        return np.exp(rng.uniform(np.log(a), np.log(b), (B, 1)))
    lev = np.zeros((B, T))
    b = np.zeros(B)
    l = np.zeros(B)
    sl = logu(0.001, 0.08)[:, 0] * (U(B) < 0.85)
    sb = logu(1e-05, 0.006)[:, 0] * (U(B) < 0.4)
    phi = rng.choice([1.0, 0.98, 0.9, 0.8], B)
    dr = rng.normal(0, 1, B) * np.exp(rng.uniform(np.log(1e-05), np.log(0.006), B)) * (U(B) < 0.7)
    e1 = N((B, T))
    e2 = N((B, T))
    e1 = e1 * np.where(U((B, T)) < 0.01, 4, 1)
    for i in range(T):
        b = phi * b + sb * e2[:, i]
        l = l + dr + b + sl * e1[:, i]
        lev[:, i] = l
    ar = np.zeros((B, T))
    r = rng.choice([0, 0, 0.3, 0.6, 0.9, -0.3], B)
    a = np.zeros(B)
    e = N((B, T)) * np.where(U((B, T)) < 0.02, 3, 1)
    for i in range(T):
        a = r * a + e[:, i]
        ar[:, i] = a
    lev += ar * logu(0.002, 0.3) * (U((B, 1)) < 0.9)
    w = 2 * np.pi * (t + rng.uniform(0, 52, (B, 1))) / 52.18
    on = U((B, 1)) < 0.65
    amp = logu(0.01, 0.6) * on
    lev += amp * sum((np.cos((k + 1) * w + rng.uniform(0, 6.3, (B, 1))) * rng.uniform(0, 1, (B, 1)) / (k + 1) ** 0.7 for k in range(5)))
    pk = rng.integers(0, 52, (B, 1))
    lev += ((t - pk) % 52 < rng.integers(1, 4, (B, 1))) * N((B, 1)) * 0.6 * (U((B, 1)) < 0.35)
    ms = U((B, 1)) < 0.15
    lev += ms * np.where(t % 4 == rng.integers(0, 4, (B, 1)), N((B, 1)) * 0.25, 0)
    for _ in range(2):
        c = rng.integers(0, T, (B, 1))
        lev += (t >= c) * N((B, 1)) * logu(0.02, 0.5) * (U((B, 1)) < 0.15)
    x = np.exp(np.clip(lev, -6, 6)) * np.exp(rng.uniform(0, 9, (B, 1)))
    rd = U((B, 1)) < 0.3
    return np.where(rd, np.round(x), x).astype(np.float32)

def gen(B, T, rng):
    nb = int(B * 0.3)
    D = syn.gen(B - nb, T * 7 + 6, rng)
    off = rng.integers(0, 7)
    Wk = D[:, off:off + T * 7].reshape(B - nb, T, 7).sum(2)
    return np.concatenate([Wk, econ(nb, T, rng)]).astype(np.float32)

def predict(net, ys, h):
    B = len(ys)
    X = np.zeros((B, LC))
    n = np.zeros(B, int)
    for i, y in enumerate(ys):
        y = np.asarray(y, float)[-LC:]
        nz = np.flatnonzero(y)
        f = nz[0] if len(nz) else 0
        f = min(f, max(0, len(y) - 13))
        y = y[f:]
        n[i] = len(y)
        X[i, LC - len(y):] = y
    F, b, c, un, s = features(X, n)
    with torch.no_grad():
        o = torch.sort(net(torch.from_numpy(F)), 2)[0].numpy()
    x = np.maximum(0, np.sinh(np.clip(c[:, None, None] + un[:, None, None] * o, -1, 12)) * s[:, None, None])
    mx = X.max(1)[:, None, None]
    x[:, :, :6] = np.minimum(x[:, :, :6], 1.5 * mx)
    x[:, :, 6:] = np.minimum(x[:, :, 6:], 3 * mx)
    return x[:, :h]
