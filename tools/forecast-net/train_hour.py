"""train_hour.py MINUTES NAME WIDTH: trains the net of hour.py on one core and writes NAME.pt, the moving average of the weights."""
import os, sys, time
os.environ['OPENBLAS_NUM_THREADS'] = '1'
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import numpy as np, torch
torch.set_num_threads(1)
torch.manual_seed(5)
from hour import *
MIN = float(sys.argv[1])
name = sys.argv[2]
H = int(sys.argv[3])
rng = np.random.default_rng(41)
DAYS = 75
T = DAYS * 24
X = np.concatenate([gen(512, DAYS, rng) for _ in range(6)])
MAXP = 12288
rep = 0
net = Net(H)
print('params', sum((q.numel() for q in net.parameters())), NF, flush=True)
opt = torch.optim.AdamW(net.parameters(), lr=0.001, weight_decay=0.01, betas=(0.9, 0.98))
ema = {k: v.clone() for k, v in net.state_dict().items()}
t0 = time.time()
step = 0
acc = 0
B = 256
while True:
    fr = (time.time() - t0) / 60 / MIN
    if fr >= 1:
        break
    lr = 0.0012 * min(1, (step + 1) / 300) * (0.5 * (1 + np.cos(np.pi * fr)) + 0.01)
    for g in opt.param_groups:
        g['lr'] = lr
    i = rng.integers(0, len(X), B)
    cut = rng.integers(24 * 8, T - HZ + 1, B)
    n = np.minimum(np.where(rng.random(B) < 0.6, LC, rng.integers(96, LC, B)), cut)
    cut = np.where(rng.random(B) < 0.5, cut // 24 * 24, cut)
    n = np.minimum(n, cut)
    cols = cut[:, None] + np.arange(-LC, HZ)[None, :]
    W = X[i[:, None], np.clip(cols, 0, T - 1)]
    ok0 = W[:, LC - 168:LC].sum(1) > 0
    F, b, un, s = features(W[:, :LC], n)
    y = np.arcsinh(W[:, LC:] / s[:, None]).astype(np.float32)
    ok = np.isfinite(F).all(1) & np.isfinite(y).all(1) & ok0
    w = np.maximum(1, np.abs((y - b) / un).mean(1) / 4) * un[:, 0]
    o = net(torch.from_numpy(F[ok]), torch.from_numpy(b[ok]), torch.from_numpy(un[ok]))
    e = torch.from_numpy(np.clip(y, 0, 9)[ok])[:, :, None] - o
    l = (torch.maximum(QT * e, (QT - 1) * e).mean((1, 2)) / torch.from_numpy(w[ok].astype(np.float32))).mean()
    opt.zero_grad()
    l.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    opt.step()
    step += 1
    acc += l.item()
    if step % 5 == 0:
        d = min(0.999, 1 - 1 / (step / 10 + 1)) ** 5
        with torch.no_grad():
            for kk, v in net.state_dict().items():
                ema[kk].mul_(d).add_(v, alpha=1 - d)
    if step % 60 == 0:
        x = gen(256, DAYS, rng)
        if len(X) < MAXP:
            X = np.concatenate([X, x])
        else:
            j = rep % (MAXP // 256)
            X[j * 256:(j + 1) * 256] = x
            rep += 1
    if step % 250 == 0:
        print('%.1f min step %d loss %.5f' % ((time.time() - t0) / 60, step, acc / 250), flush=True)
        acc = 0
        torch.save(ema, '%s.pt' % name)
torch.save(ema, '%s.pt' % name)
print('done', step, flush=True)
