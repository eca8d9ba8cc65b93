import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { folder, load } from './lib/template.mjs';

// deploy.sh against stand-ins for the tools that change something: each writes down how it was called.

let bin;
let log;
const answers = `said="$*"
case "$said" in
  *get-caller-identity*) echo 123456789012 ;;
  *--query*OutputKey*) key=\${said##*OutputKey==\\'}; echo "the-\${key%%\\'*}" ;;
  *describe-stacks*) exit \${NO_STACKS:-0} ;;
  *get-named-query*) echo 'CREATE VIEW' ;;
  *start-query-execution*) echo query-1 ;;
  *get-query-execution*) echo \${QUERY_STATE:-SUCCEEDED} ;;
  *get-login-password*) echo secret ;;
  *describe-images*) exit \${NO_IMAGE:-1} ;;
esac`;
const reads = 'case "$1" in login) cat >/dev/null ;; esac';
const tools = ['bash', 'cat', 'cut', 'date', 'dirname', 'find', 'git', 'seq', 'sha256sum', 'sleep', 'sort', 'touch', 'env'];

before(() => {
  bin = mkdtempSync(join(tmpdir(), 'deploy-'));
  log = join(bin, 'log');
  for (const tool of tools) symlinkSync(spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim(), join(bin, tool));
  for (const [tool, does] of [['aws', answers], ['docker', reads], ['dotnet', ''], ['zip', '']]) stand(tool, does);
});
after(() => rmSync(bin, { recursive: true }));

function stand(tool, does) {
  writeFileSync(join(bin, tool), `#!${join(bin, 'bash')}\nprintf '%s' "${tool}" >>"${log}"\nprintf ' %s' "$@" >>"${log}"\necho >>"${log}"\n${does}\n`);
  chmodSync(join(bin, tool), 0o755);
}

function deploy(args, env = {}) {
  writeFileSync(log, '');
  const { status, stdout, stderr } = spawnSync(join(folder, 'deploy.sh'), args, {
    encoding: 'utf8',
    env: { PATH: bin, HOME: bin, AWS_REGION: 'eu-central-1', ...env },
  });
  return { status, stdout, stderr, calls: readFileSync(log, 'utf8').split('\n').filter(Boolean) };
}

const network = ['--vpc', 'vpc-1', '--public-subnets', 'subnet-a,subnet-b', '--certificate', 'arn:aws:acm:eu-central-1:123456789012:certificate/1'];
const ready = ['--code-key', 'lambda/1.zip', '--image-tag', 'tag-1'];
const stacks = (calls) => calls.filter((call) => call.startsWith('aws cloudformation deploy')).map((call) => /--stack-name (\S+)/.exec(call)[1]);

test('everything is deployed in order, then the view is made', () => {
  const { status, stderr, calls } = deploy([...ready, ...network]);
  assert.equal(status, 0, stderr);
  assert.deepEqual(stacks(calls), ['gadgetsales-bootstrap', 'gadgetsales-pipeline', 'gadgetsales-api']);
  const view = calls.findIndex((call) => call.includes('start-query-execution'));
  assert.ok(view > calls.findIndex((call) => call.includes('gadgetsales-pipeline')) && view < calls.findIndex((call) => call.includes('deploy --stack-name gadgetsales-api')));
});

test('the parameters it passes and the outputs it reads exist, and nothing the templates require is missing', () => {
  const { calls } = deploy([...ready, ...network]);
  for (const name of ['pipeline', 'api']) {
    const { Parameters } = load(`${name}.yaml`).body;
    const call = calls.find((candidate) => candidate.includes(`deploy --stack-name gadgetsales-${name}`));
    const passed = [...call.split('--parameter-overrides ')[1].matchAll(/(\w+)=/g)].map((match) => match[1]);
    assert.deepEqual(passed.filter((parameter) => !(parameter in Parameters)), []);
    const required = Object.keys(Parameters).filter((parameter) => Parameters[parameter].Default === undefined);
    assert.deepEqual(required.filter((parameter) => !passed.includes(parameter)), []);
  }
  for (const call of calls.filter((candidate) => candidate.includes('OutputKey=='))) {
    const [, part] = /--stack-name gadgetsales-(\w+)/.exec(call);
    const [, key] = /OutputKey=='(\w+)'/.exec(call);
    assert.ok(key in load(`${part}.yaml`).body.Outputs, `${part}.yaml has no output ${key}`);
  }
});

test('an image of the commit is built once, because its tag cannot be pushed again', () => {
  const built = (env) => deploy(['--code-key', 'lambda/1.zip', ...network], env).calls.filter((call) => call.startsWith('docker buildx build')).length;
  assert.equal(built({ NO_IMAGE: '1' }), 1);
  assert.equal(built({ NO_IMAGE: '0' }), 0);
});

test('parameters on the command line reach their template', () => {
  const { calls } = deploy([...ready, ...network, 'AlarmEmail=ops@example.com', 'Api.MinTasks=3']);
  assert.match(calls.find((call) => call.includes('deploy --stack-name gadgetsales-pipeline')), /AlarmEmail=ops@example\.com/);
  assert.match(calls.find((call) => call.includes('deploy --stack-name gadgetsales-api')), / MinTasks=3/);
});

test('the database is named at first only, so that a later deployment keeps its own', () => {
  const call = (env) => deploy([...ready, '--stack', 'sales-test', '--only', 'pipeline'], env).calls.find((candidate) => candidate.includes('deploy --stack-name sales-test-pipeline'));
  assert.match(call({ NO_STACKS: '1' }), /DatabaseName=sales_test/);
  assert.doesNotMatch(call({ NO_STACKS: '0' }), /DatabaseName/);
});

test('a dry run changes nothing', () => {
  const { status, stdout, stderr, calls } = deploy(['--dry-run', ...network]);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /\+ docker buildx build/);
  assert.deepEqual(calls.filter((call) => !/^aws (cloudformation describe-stacks|configure get)/.test(call)), []);
});

test('without a network the API is left out and said so', () => {
  const { status, stdout, calls } = deploy(ready);
  assert.equal(status, 0);
  assert.deepEqual(stacks(calls), ['gadgetsales-bootstrap', 'gadgetsales-pipeline']);
  assert.match(stdout, /API left out/);
});

test('a view that fails stops the deployment and names the query', () => {
  const { status, stderr } = deploy([...ready, ...network], { QUERY_STATE: 'FAILED' });
  assert.equal(status, 1);
  assert.match(stderr, /sale_lines: FAILED.*query-1/);
});

for (const [args, says] of [
  [['--stack'], /--stack needs a value/],
  [['--stack', 'Sales!'], /lower-case/],
  [['--only', 'lake'], /pipeline or api/],
  [['--only', 'api'], /needs --vpc/],
  [['--vpc', 'vpc-1'], /--public-subnets/],
  [['--vpc', 'vpc-1', '--public-subnets', 'a,b'], /--certificate/],
  [['--frobnicate'], /unknown option --frobnicate/],
]) {
  test(`${args.join(' ')} is refused before anything is called`, () => {
    const { status, stderr, calls } = deploy(args);
    assert.equal(status, 1);
    assert.match(stderr, says);
    assert.deepEqual(calls, []);
  });
}

for (const [tool, args] of [['aws', []], ['docker', network], ['dotnet', []], ['zip', []]]) {
  test(`a missing ${tool} is named`, () => {
    rmSync(join(bin, tool));
    try {
      const { status, stderr } = deploy(args);
      assert.equal(status, 1);
      assert.match(stderr, new RegExp(`${tool} is missing: `));
    } finally {
      stand(tool, { aws: answers, docker: reads }[tool] ?? '');
    }
  });
}

test('shellcheck has nothing to say about the scripts', (context) => {
  const { error, status, stdout } = spawnSync('shellcheck', ['deploy.sh', 'refeed.sh', '../.ci/run'].map((script) => join(folder, script)), { encoding: 'utf8' });
  if (error?.code === 'ENOENT') return context.skip('no shellcheck here; apt install shellcheck brings it');
  assert.equal(status, 0, stdout);
});
