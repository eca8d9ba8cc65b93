"""export.py NET FILE.pt

Writes the weights where the service reads them (little endian: four int32 for features, width, blocks and outputs; then half floats by row: inp.weight, inp.bias,
for each block ln.weight, ln.bias, a.weight, a.bias, b.weight, b.bias; ln.weight, ln.bias, out.weight, out.bias) and the reference that the tests hold:
generated series with the quantiles that the net gives for them, from the half-precision weights.
"""
import os, sys, json, struct, importlib
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import numpy as np, torch
k, pt = sys.argv[1:3]
m = importlib.import_module(k)
sd = {a: b.half().float() for a, b in torch.load(pt).items()}
h = sd['inp.weight'].shape[0]
nb = sum((a.endswith('.0.weight') and a.startswith('b.') for a in sd))
n = m.Net(h)
n.load_state_dict(sd)
n.eval()
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
nets = os.path.join(root, 'src', 'GadgetSales.Projections', 'Nets')
tests = os.path.join(root, 'tests', 'GadgetSales.Tests', 'Projections', 'Nets')
with open(f'{nets}/{k}.bin', 'wb') as f:
    f.write(struct.pack('<4i', sd['inp.weight'].shape[1], h, nb, sd['out.weight'].shape[0]))
    w = lambda a: f.write(sd[a].numpy().astype('<f2').tobytes())
    w('inp.weight')
    w('inp.bias')
    for i in range(nb):
        for a in ('0.weight', '0.bias', '1.weight', '1.bias', '2.weight', '2.bias'):
            w(f'b.{i}.{a}')
    for a in ('ln.weight', 'ln.bias', 'out.weight', 'out.bias'):
        w(a)
rng = np.random.default_rng(99)
out = []

def add(ys, ps=None):
    q = m.predict(n, ys, *([ps, m.HZ] if ps else [m.HZ]))
    for i, (y, p) in enumerate(zip(ys, q)):
        out.append(dict(y=[round(float(v), 4) for v in y], **{'period': int(ps[i])} if ps else {}, quantiles=[[float('%.6g' % v) for v in r] for r in p]))
cut = lambda X, lo: [np.round(x[-int(rng.integers(lo, X.shape[1])):], 4) for x in X]
if k == 'daily':
    import syn
    add(cut(syn.gen(20, 500, rng), 40))
elif k == 'week':
    add(cut(m.gen(20, 200, rng), 20))
elif k == 'hour':
    add(cut(m.gen(20, 60, rng), 100)[:12])
else:
    x, p = m.gen(20, 130, rng)
    add(cut(x, 14), list(p))
json.dump(dict(levels=m.Q, horizon=m.HZ, series=out), open(f'{tests}/{k}.json', 'w'))
print(k, os.path.getsize(f'{nets}/{k}.bin'), 'bytes', sum((v.numel() for v in sd.values())), 'weights', os.path.getsize(f'{tests}/{k}.json'))
