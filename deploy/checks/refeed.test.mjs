import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { folder } from './lib/template.mjs';

// refeed.sh against a stand-in for the AWS CLI that keeps table, stream, queue, bucket and feed in one JSON file, and one for gadgetsales.

let bin;
const stateFile = () => join(bin, 'state.json');
const read = () => JSON.parse(readFileSync(stateFile(), 'utf8'));

const aws = `#!${process.execPath}
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const state = JSON.parse(readFileSync('STATE', 'utf8'));
const words = process.argv.slice(2);
const option = (name) => words[words.indexOf('--' + name) + 1];
const say = (value) => console.log(typeof value === 'string' ? value : JSON.stringify(value));
const verbs = {
  'describe-stacks': () => say('the-' + /OutputKey=='(\\w+)'/.exec(option('query'))[1]),
  scan: () => {
    const { ':from': from, ':to': to } = JSON.parse(option('expression-attribute-values'));
    const start = words.includes('--starting-token') ? Number(option('starting-token')) : 0;
    const page = state.table.slice(start, start + state.page).filter((item) => item.recordedAt.S >= from.S && item.recordedAt.S < to.S);
    say({ Items: page, ...(start + state.page < state.table.length ? { NextToken: String(start + state.page) } : {}) });
  },
  cp: () => {
    for (const [key, text] of Object.entries(state.bucket)) {
      if (!('s3://the-LakeBucketName/' + key).startsWith(words[2])) continue;
      const file = join(words[3], ('s3://the-LakeBucketName/' + key).slice(words[2].length));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  },
  'put-records': () => {
    const records = JSON.parse(readFileSync(option('records').slice('file://'.length), 'utf8'));
    state.requests.push({ records: records.length, bytes: readFileSync(option('records').slice('file://'.length)).length });
    const answers = records.map((record) => {
      if (state.refusals-- > 0) return { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'slow down' };
      state.fed.push({ key: record.PartitionKey, change: JSON.parse(Buffer.from(record.Data, 'base64')) });
      return { SequenceNumber: '1' };
    });
    say({ FailedRecordCount: answers.filter((answer) => answer.ErrorCode).length, Records: answers });
  },
  'receive-message': () => { const next = state.queue.find((message) => !message.seen); if (next) { next.seen = true; say({ Messages: [{ Body: next.body, ReceiptHandle: next.receipt }] }); } },
  'delete-message': () => { state.queue = state.queue.filter((message) => message.receipt !== option('receipt-handle')); },
  'get-shard-iterator': () => {
    const at = state.stream.findIndex((change) => change.dynamodb.SequenceNumber === option('sequence-number'));
    if (at < 0) { console.error('TrimmedDataAccessException'); process.exitCode = 254; } else say(String(at));
  },
  'get-records': () => { const at = Number(option('shard-iterator')); say({ Records: state.stream.slice(at, at + 2), NextShardIterator: String(at + 2) }); },
};
verbs[words[1]]();
writeFileSync('STATE', JSON.stringify(state));
`;

const gadgetsales = `#!${process.execPath}
const { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const [, from, , to] = process.argv.slice(2);
const files = readdirSync(from, { recursive: true }).map((name) => join(from, name)).filter((file) => statSync(file).isFile());
const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\\n').filter(Boolean));
const sound = lines.filter((line) => line.startsWith('{'));
mkdirSync(to);
sound.forEach((line, index) => writeFileSync(join(to, 'put-records-' + index + '.json'), JSON.stringify([{ Data: JSON.parse(line).rawData, PartitionKey: 'key' }])));
process.exitCode = sound.length === lines.length ? 0 : 1;
`;

const sale = (id, recordedAt) => ({ sale_id: { S: id }, recordedAt: { S: recordedAt }, totalMinor: { N: '1195' } });
const change = (sequence, id) => ({ eventID: `e${sequence}`, eventName: 'INSERT', dynamodb: { Keys: { sale_id: { S: id } }, SequenceNumber: sequence, NewImage: sale(id, '') } });
const position = (from, to, receipt) => ({
  receipt,
  body: JSON.stringify({
    context: { condition: 'RetryAttemptsExhausted' },
    version: '1.0',
    DDBStreamBatchInfo: { shardId: 's', startSequenceNumber: from, endSequenceNumber: to, approximateArrivalOfFirstRecord: '2026-11-21T03:04:05Z', streamArn: 'arn' },
  }),
});

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'refeed-'));
  writeFileSync(join(bin, 'aws'), aws.replaceAll('STATE', stateFile()));
  chmodSync(join(bin, 'aws'), 0o755);
  writeFileSync(join(bin, 'gadgetsales'), gadgetsales);
  chmodSync(join(bin, 'gadgetsales'), 0o755);
});
afterEach(() => rmSync(bin, { recursive: true }));

function refeed(args, state = {}) {
  writeFileSync(stateFile(), JSON.stringify({ table: [], stream: [], queue: [], bucket: {}, fed: [], requests: [], refusals: 0, page: 2, ...state }));
  return spawnSync(join(folder, 'refeed.sh'), args, { encoding: 'utf8', env: { ...process.env, PATH: bin + delimiter + process.env.PATH } });
}

const table = [
  sale('a', '2026-11-22T05:59:59.9999999Z'),
  sale('b', '2026-11-22T06:00:00Z'),
  sale('c', '2026-11-22T06:00:00.5Z'),
  sale('d', '2026-11-22T06:59:59.9Z'),
  sale('e', '2026-11-22T07:00:00Z'),
];
const span = ['recorded', '2026-11-22T06:00:00Z', '2026-11-22T07:00:00Z'];

test('what was recorded in a span of time is fed again, as inserts in the shape of the stream', () => {
  const { status, stdout, stderr } = refeed(span, { table });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /3 changes sent/);
  const { fed } = read();
  assert.deepEqual(fed.map(({ key }) => key), ['b', 'c', 'd']);
  assert.deepEqual(fed[0].change, { eventID: 'refeed-b', eventName: 'INSERT', dynamodb: { Keys: { sale_id: { S: 'b' } }, NewImage: table[1] } });
});

test('records that Kinesis refuses are sent again, and only they', () => {
  const { status, stderr } = refeed(span, { table, refusals: 1 });
  assert.equal(status, 0, stderr);
  assert.deepEqual(read().fed.map(({ key }) => key).sort(), ['b', 'c', 'd']);
});

test('a request stays below the limits of Kinesis: 500 records, 5 MB', () => {
  const small = Array.from({ length: 1201 }, (_, index) => sale(`s${index}`, '2026-11-22T06:30:00Z'));
  const large = Array.from({ length: 30 }, (_, index) => ({ ...sale(`l${index}`, '2026-11-22T06:30:00Z'), lines: { S: 'x'.repeat(250_000) } }));
  const { status, stderr } = refeed(span, { table: [...small, ...large], page: 5000 });
  assert.equal(status, 0, stderr);
  const { fed, requests } = read();
  assert.equal(new Set(fed.map(({ key }) => key)).size, 1231);
  assert.ok(requests.every(({ records, bytes }) => records <= 500 && bytes < 5_000_000), JSON.stringify(requests));
});

test('a dead letter leads back to its changes, up to its last position, and is deleted', () => {
  const stream = ['98', '99', '100', '101', '102'].map((sequence) => change(sequence, `s${sequence}`));
  const { status, stdout, stderr } = refeed(['dead-letters'], { stream, queue: [position('99', '101', 'r')] });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /3 changes sent/);
  const { fed, queue } = read();
  assert.deepEqual(fed.map(({ key }) => key), ['s99', 's100', 's101']);
  assert.deepEqual(queue, []);
});

test('a dead letter that the stream has forgotten is kept, and its time is named', () => {
  const { status, stderr } = refeed(['dead-letters'], { stream: [change('7', 's7')], queue: [position('1', '2', 'old'), position('7', '7', 'new')] });
  assert.equal(status, 1);
  assert.match(stderr, /2026-11-21T03:04:05Z/);
  const { fed, queue } = read();
  assert.deepEqual(fed.map(({ key }) => key), ['s7']);
  assert.deepEqual(queue.map(({ receipt }) => receipt), ['old']);
});

const refused = (id) => JSON.stringify({ attemptsMade: 4, rawData: Buffer.from(JSON.stringify(change('1', id))).toString('base64') }) + '\n';
const bucket = {
  'errors/processing-failed/2026/11/21/object': refused('a') + refused('b'),
  'errors/processing-failed/2026/11/22/object': refused('c'),
  'errors/format-conversion-failed/2026/11/22/object': refused('d'),
  'sale_facts/sale_date=2026-11-22/object.parquet': 'PAR1',
};
const fedSales = () => read().fed.map(({ change: { dynamodb } }) => dynamodb.Keys.sale_id.S).sort();

test('what Firehose refused is fed again, and no file of the lake with it', () => {
  const { status, stdout, stderr } = refeed(['refused'], { bucket });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /4 changes sent/);
  assert.deepEqual(fedSales(), ['a', 'b', 'c', 'd']);
});

test('a folder under the error prefix is fed again alone', () => {
  const { status, stderr } = refeed(['refused', 'processing-failed/2026/11/22'], { bucket });
  assert.equal(status, 0, stderr);
  assert.deepEqual(fedSales(), ['c']);
});

test('what cannot be read under the error prefix does not keep the rest back, and the command fails', () => {
  const { status } = refeed(['refused'], { bucket: { ...bucket, 'errors/processing-failed/2026/11/23/object': 'damaged\n' } });
  assert.equal(status, 1);
  assert.equal(fedSales().length, 4);
});

test('an error prefix with nothing under it is no failure', () => {
  const { status, stdout } = refeed(['refused'], {});
  assert.equal(status, 0);
  assert.match(stdout, /0 changes sent/);
});

test('a dry run counts, and sends and deletes nothing', () => {
  const { status, stdout } = refeed(['dead-letters', '--dry-run'], { stream: [change('7', 's7')], queue: [position('7', '7', 'r')] });
  assert.equal(status, 0);
  assert.match(stdout, /1 changes would be sent/);
  const { fed, queue } = read();
  assert.deepEqual([fed.length, queue.length], [0, 1]);
});

for (const [args, says] of [
  [[], /dead-letters/],
  [['recorded', 'yesterday', 'today'], /UTC times/],
  [['recorded', span[2], span[1]], /before TO/],
  [['recorded', span[1]], /FROM and TO/],
  [['refused', '../sale_facts'], /folder under errors/],
  [['--quick', 'dead-letters'], /unknown option --quick/],
]) {
  test(`«refeed.sh ${args.join(' ')}» is refused`, () => {
    const { status, stderr } = refeed(args);
    assert.equal(status, 1);
    assert.match(stderr, says);
  });
}
