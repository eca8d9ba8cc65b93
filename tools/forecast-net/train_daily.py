"""train_daily.py MINUTES NAME WIDTH: trains the net of daily.py on one core and writes NAME.pt, the moving average of the weights."""
import os, sys, time, json
os.environ['OPENBLAS_NUM_THREADS'] = '1'
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import numpy as np, torch
torch.set_num_threads(1)
torch.manual_seed(1)
from daily import *
import syn
MIN = float(sys.argv[1])
name = sys.argv[2]
H = int(sys.argv[3]) if len(sys.argv) > 3 else 320
rng = np.random.default_rng(7)
T = 520
pool = np.concatenate([syn.gen(2048, T, rng) for _ in range(8)])
PMAX = 40960
net = Net(H)
print('params', sum((p.numel() for p in net.parameters())), 'features', NF, flush=True)
opt = torch.optim.AdamW(net.parameters(), lr=0.001, weight_decay=0.01, betas=(0.9, 0.98))
ema = {k: v.clone() for k, v in net.state_dict().items()}
t0 = time.time()
step = 0
acc = 0
last = t0
B = 1024
repl = 0
hist = []
while True:
    el = (time.time() - t0) / 60
    fr = min(1, el / MIN)
    if fr >= 1:
        break
    lr = 0.0015 * min(1, (step + 1) / 300) * (0.5 * (1 + np.cos(np.pi * fr)) + 0.01)
    for g in opt.param_groups:
        g['lr'] = lr
    X, Y, n = windows(pool, None, B, rng)
    F, p, s = features(X, n)
    yu = np.arcsinh(Y / s[:, None])
    ok = X[:, -56:].sum(1) > 0
    o = net(torch.from_numpy(F[ok]), torch.from_numpy(p[ok]))
    l = loss(o, torch.from_numpy(np.clip(yu[ok], 0, 8).astype(np.float32)))
    opt.zero_grad()
    l.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    opt.step()
    step += 1
    acc += float(l)
    dcy = min(0.999, 1 - 1 / (step / 10 + 1))
    if step % 5 == 0:
        with torch.no_grad():
            for k, v in net.state_dict().items():
                ema[k].mul_(dcy ** 5).add_(v, alpha=1 - dcy ** 5)
    if step % 40 == 0:
        new = syn.gen(1024, T, rng)
        if len(pool) < PMAX:
            pool = np.concatenate([pool, new])
        else:
            j = repl % (PMAX // 1024)
            pool[j * 1024:(j + 1) * 1024] = new
            repl += 1
    if step % 500 == 0:
        print('%.1f min step %d loss %.5f lr %.5f' % (el, step, acc / 500, lr), flush=True)
        hist.append((el, step, acc / 500))
        acc = 0
        torch.save(ema, '%s.pt' % name)
torch.save(ema, '%s.pt' % name)
print('done', step, flush=True)
