"""train_week.py MINUTES NAME WIDTH: trains the net of week.py on one core and writes NAME.pt, the moving average of the weights."""
import os, sys, time
os.environ['OPENBLAS_NUM_THREADS'] = '1'
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import numpy as np, torch
torch.set_num_threads(1)
torch.manual_seed(3)
from week import *
MIN = float(sys.argv[1])
name = sys.argv[2]
H = int(sys.argv[3])
rng = np.random.default_rng(int(sys.argv[4]) if len(sys.argv) > 4 else 21)
T = LC + HZ + 60
X = np.concatenate([gen(1024, T, rng) for _ in range(8)])
MAXP = 40960
rep = 0
net = Net(H)
print('params', sum((q.numel() for q in net.parameters())), NF, flush=True)
opt = torch.optim.AdamW(net.parameters(), lr=0.001, weight_decay=0.01, betas=(0.9, 0.98))
ema = {k: v.clone() for k, v in net.state_dict().items()}
t0 = time.time()
step = 0
acc = 0
B = 768
while True:
    fr = (time.time() - t0) / 60 / MIN
    if fr >= 1:
        break
    lr = 0.0015 * min(1, (step + 1) / 300) * (0.5 * (1 + np.cos(np.pi * fr)) + 0.01)
    for g in opt.param_groups:
        g['lr'] = lr
    i = rng.integers(0, len(X), B)
    cut = rng.integers(26, T - HZ + 1, B)
    cut = np.where(rng.random(B) < 0.6, rng.integers(100, T - HZ + 1, B), cut)
    n = np.minimum(np.where(rng.random(B) < 0.4, LC, rng.integers(20, LC, B)), cut)
    cols = cut[:, None] + np.arange(-LC, HZ)[None, :]
    W = X[i[:, None], np.clip(cols, 0, T - 1)]
    F, b, c, un, s = features(W[:, :LC], n)
    y = np.clip((np.arcsinh(W[:, LC:] / s[:, None]) - c[:, None]) / un[:, None], -60, 60)
    ok = np.isfinite(F).all(1) & np.isfinite(y).all(1) & (W[:, LC - 13:LC].sum(1) > 0)
    k = np.maximum(1, np.abs(y).mean(1) / 4)[ok]
    o = net(torch.from_numpy(F[ok]))
    yy = torch.from_numpy(y[ok].astype(np.float32))
    e = yy[:, :, None] - o
    l = (torch.maximum(QT * e, (QT - 1) * e).mean((1, 2)) / torch.from_numpy(k.astype(np.float32))).mean()
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
    if step % 40 == 0:
        x = gen(512, T, rng)
        if len(X) < MAXP:
            X = np.concatenate([X, x])
        else:
            j = rep % (MAXP // 512)
            X[j * 512:(j + 1) * 512] = x
            rep += 1
    if step % 500 == 0:
        print('%.1f min step %d loss %.5f' % ((time.time() - t0) / 60, step, acc / 500), flush=True)
        acc = 0
        torch.save(ema, '%s.pt' % name)
torch.save(ema, '%s.pt' % name)
print('done', step, flush=True)
