import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { folder } from './lib/template.mjs';

const root = `${folder}../`;
const compose = parse(readFileSync(`${root}docker-compose.yml`, 'utf8'), { merge: true });
const services = Object.entries(compose.services);
const own = services.filter(([, service]) => service.build !== undefined);
const dockerfile = readFileSync(`${root}Dockerfile`, 'utf8');

// Our own image as it is built here, or somebody's exact version.
const pinned = (image) => image === 'gadgetsales:${GADGETSALES_VERSION:-local}' || /:\d+\.\d+(\.\d+)?([.-][\w.-]+)?$/.test(image);

test('every image of the compose file is pinned', () => {
  assert.deepEqual(services.filter(([, service]) => !pinned(service.image)).map(([name]) => name), []);
});

test('nothing is published beyond this machine', () => {
  const ports = services.flatMap(([, service]) => service.ports ?? []);
  assert.ok(ports.length > 0);
  assert.deepEqual(ports.filter((port) => !port.startsWith('127.0.0.1:')), []);
});

test('our containers cannot change themselves', () => {
  for (const [name, service] of own) {
    assert.equal(service.read_only, true, name);
    assert.deepEqual(service.cap_drop, ['ALL'], name);
    assert.ok(service.security_opt.includes('no-new-privileges:true'), name);
  }
});

test('the service wants a key and has none of its own', () => {
  const serving = own.filter(([, service]) => service.ports !== undefined);
  assert.equal(serving.length, 2);
  for (const [name, { environment }] of serving) {
    assert.equal(environment.Auth__Mode, 'ApiKeys', name);
    assert.match(environment.Auth__Keys__0__Key, /^\$\{GADGETSALES_KEY:\?/, name);
  }
});

test('only the profile starts DynamoDB Local, and the table is there before the service', () => {
  const plain = services.filter(([, service]) => service.profiles === undefined).map(([name]) => name);
  assert.deepEqual(plain, ['gadgetsales']);
  assert.equal(compose.services['gadgetsales-dynamodb'].depends_on['dynamodb-table'].condition, 'service_completed_successfully');
  assert.deepEqual(compose.services['dynamodb-table'].command.slice(0, 3), ['aws', 'create-table', '--wait']);
});

test('docker-compose accepts the file, with and without the profile', (context) => {
  const tool = [['docker', 'compose'], ['docker-compose']].find(([command, ...rest]) => spawnSync(command, [...rest, 'version']).status === 0);
  if (tool === undefined) return context.skip('no docker compose here; apt install docker-compose brings one');
  const [command, ...rest] = tool;
  const config = (args, env) => spawnSync(command, [...rest, '-f', `${root}docker-compose.yml`, ...args, 'config'], { encoding: 'utf8', env: { ...process.env, ...env } });
  for (const args of [[], ['--profile', 'dynamodb']]) {
    const { status, stderr } = config(args, { GADGETSALES_KEY: 'k'.repeat(48) });
    assert.equal(status, 0, stderr);
  }
  const { status, stderr } = config([], { GADGETSALES_KEY: '' });
  assert.notEqual(status, 0);
  assert.match(stderr, /32 characters/);
});

test('the image is pinned, is nobody, has a probe and listens where the templates say', () => {
  const bases = [...dockerfile.matchAll(/^FROM (?:--platform=\S+ )?(\S+)/gm)].map((match) => match[1]);
  assert.deepEqual(bases.filter((base) => !pinned(base)), []);
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  assert.match(last, /^USER 1654$/m);
  assert.match(last, /^HEALTHCHECK /m);
  assert.match(last, /^EXPOSE 8080$/m);
  assert.match(last, /Auth__Mode=ApiKeys/);
});

test('the build context holds what the image is built from, and no more', () => {
  const ignore = readFileSync(`${root}.dockerignore`, 'utf8').split('\n').filter(Boolean);
  assert.equal(ignore[0], '*');
  assert.match(dockerfile, /^COPY \. \.$/m);
  const needed = ['src', 'global.json', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'BannedSymbols.txt', '.editorconfig'];
  assert.deepEqual(ignore.slice(1).filter((line) => line.startsWith('!')).sort(), needed.map((path) => `!${path}`).sort());
});
