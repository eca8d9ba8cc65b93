"""Daily net: features, net, loss and prediction."""
import numpy as np, torch, torch.nn as nn, math
LC = 420
HZ = 30
Q = [0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975]
NQ = len(Q)

def features(X, n):
    """X [B,LC] right aligned float64/32 (padding anything), n [B] valid length -> feats [B,F], prof8 [B,7], s [B]"""
    B = X.shape[0]
    idx = np.arange(LC)[None, :]
    valid = idx >= LC - n[:, None]
    X = np.where(valid, X, 0).astype(np.float32)
    v56 = valid[:, -56:]
    m56 = X[:, -56:].sum(1) / np.maximum(v56.sum(1), 1)
    mall = X.sum(1) / n
    s = m56 + 0.1 * mall
    s = np.where(s > 0, s, 1).astype(np.float32)
    u = np.arcsinh(X / s[:, None])
    vf = valid.astype(np.float32)
    rec = u[:, -28:].mean(1, keepdims=True)
    raw = u[:, -56:] * vf[:, -56:] + (1 - vf[:, -56:]) * rec
    W = u.reshape(B, 60, 7).sum(2)
    C = vf.reshape(B, 60, 7).sum(2)
    wk = np.where(C >= 7, W / 7 - rec, 0)[:, 8:52]
    u7 = u.reshape(B, 60, 7)
    v7 = vf.reshape(B, 60, 7)


    def prof(k):
        c = v7[:, -k:].sum(1)
        return np.where(c > 0, (u7[:, -k:] * v7[:, -k:]).sum(1) / np.maximum(c, 1), rec)
    p4, p8, p26 = (prof(4), prof(8), prof(26))
    z8 = ((u7[:, -8:] == 0) * v7[:, -8:]).sum(1) / np.maximum(v7[:, -8:].sum(1), 1)
    med = np.median(np.where(v7[:, -8:] > 0, u7[:, -8:], rec[:, :, None]), 1)
    year = (n >= LC - 14).astype(np.float32)
    cs = np.concatenate([np.zeros((B, 1), np.float32), u.cumsum(1, dtype=np.float64).astype(np.float32)], 1)
    t = LC + np.arange(HZ) - 364
    sm = (cs[:, t + 4] - cs[:, t - 3]) / 7
    before = (cs[:, LC - 364] - cs[:, LC - 364 - 28])[:, None] / 28
    ly = (sm - before) * year[:, None]
    st = u[:, -56:].std(1)
    integer = (np.abs(X - np.round(X)).max(1) < 1e-06).astype(np.float32)
    d = np.abs(np.diff(u[:, -57:], axis=1)).mean(1)
    mu = u[:, -57:].mean(1, keepdims=True)
    c = u[:, -56:] - u[:, -56:].mean(1, keepdims=True)
    va = (c * c).sum(1) + 1e-06
    ac = [(c[:, k:] * c[:, :-k]).sum(1) / va for k in (1, 2, 7, 14)]
    S = np.stack([st, (raw == 0).mean(1), ((u == 0) & valid).sum(1) / n, integer, integer * np.log10(s + 0.01), np.log(n / 60.0), year, u[:, -56:].max(1), u.max(1), d, rec[:, 0], u[:, -7:].mean(1), u[:, -14:].mean(1)] + ac, 1)
    F = np.concatenate([raw - rec, wk, p4 - rec, p8 - rec, p26 - rec, med - rec, z8, ly, S], 1).astype(np.float32)
    return (F, p8.astype(np.float32), s)
NF = 56 + 44 + 35 + 30 + 17

class Net(nn.Module):


    def __init__(s, h=320, blocks=3):
        super().__init__()
        s.inp = nn.Linear(NF, h)
        s.b = nn.ModuleList([nn.ModuleList([nn.LayerNorm(h), nn.Linear(h, h), nn.Linear(h, h)]) for _ in range(blocks)])
        s.ln = nn.LayerNorm(h)
        s.out = nn.Linear(h, HZ * NQ)
        nn.init.zeros_(s.out.bias)
        nn.init.normal_(s.out.weight, 0, 0.002)


    def forward(s, F, p8):
        x = s.inp(F.clamp(-8, 8))
        for ln, a, b in s.b:
            x = x + b(torch.relu(a(ln(x))))
        o = s.out(s.ln(x)).view(-1, HZ, NQ)
        base = p8[:, torch.arange(HZ) % 7]
        return base[:, :, None] + o
QT = torch.tensor(Q)

def loss(o, y):
    e = y[:, :, None] - o
    return torch.maximum(QT * e, (QT - 1) * e).mean()

def predict(net, ys, h):
    """list of 1-d arrays -> [B,h,NQ] in x units"""
    B = len(ys)
    X = np.zeros((B, LC), np.float32)
    n = np.zeros(B, int)
    for i, y in enumerate(ys):
        y = np.asarray(y, np.float64)[-LC:]
        nz = np.flatnonzero(y)
        f = nz[0] if len(nz) else 0
        f = min(f, max(0, len(y) - 28))
        y = y[f:]
        n[i] = len(y)
        X[i, LC - len(y):] = y
    out = []
    with torch.no_grad():
        for a in range(0, B, 2048):
            F, p, s = features(X[a:a + 2048], n[a:a + 2048])
            o = net(torch.from_numpy(F), torch.from_numpy(p))
            o = torch.sort(o, 2)[0].numpy()
            x = np.maximum(0, np.sinh(np.clip(o, -1, 12)) * s[:, None, None])
            mx = X[a:a + 2048].max(1)[:, None, None]
            x[:, :, :6] = np.minimum(x[:, :, :6], 1.2 * mx)
            x[:, :, 6:] = np.minimum(x[:, :, 6:], 3 * mx)
            out.append(x)
    return np.concatenate(out)[:, :h]

def windows(pool, starts, B, rng):
    """pool [P,T] -> contexts of random length"""
    P, T = pool.shape
    i = rng.integers(0, P, B)
    cut = rng.integers(120, T - HZ + 1, B)
    L = np.minimum(np.where(rng.random(B) < 0.5, LC, rng.integers(40, LC, B)), cut)
    cols = cut[:, None] + np.arange(-LC, HZ)[None, :]
    X = pool[i[:, None], np.clip(cols, 0, T - 1)]
    return (X[:, :LC], X[:, LC:], L)
