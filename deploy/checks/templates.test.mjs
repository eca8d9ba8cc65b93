import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricsOf, rulesFor } from './lib/rules.mjs';
import { load, names, parse } from './lib/template.mjs';
import { seeds } from './seeds.mjs';

for (const name of names) {
  for (const [rule, check] of Object.entries(rulesFor(name))) {
    test(`${name}: ${rule}`, async () => assert.deepEqual(await check(load(name)), []));
  }
}

test('the pipeline has an alarm on everything that stops sales from reaching the lake', () => {
  const watched = metricsOf(load('pipeline.yaml'));
  const needed = [
    'AWS/SQS ApproximateNumberOfMessagesVisible',
    'AWS/EventBridge/Pipes ExecutionFailed',
    'AWS/Kinesis IncomingRecords',
    'AWS/Kinesis GetRecords.IteratorAgeMilliseconds',
    'AWS/Firehose DeliveryToS3.DataFreshness',
    'AWS/Firehose DeliveryToS3.Success',
    'AWS/Firehose FailedConversion.Records',
    'AWS/Firehose ExecuteProcessing.Success',
    'AWS/Firehose PartitionCountExceeded',
    'AWS/Lambda Errors',
    'AWS/Lambda Throttles',
    'AWS/DynamoDB WriteThrottleEvents',
  ];
  assert.deepEqual(needed.filter((metric) => !watched.includes(metric)), []);
});

const shown = (text) => text.trim().replace(/\s+/g, ' ').slice(0, 60) || 'nothing';

for (const { template, rule, good, bad, says } of seeds) {
  test(`${rule} refuses ${template} with «${shown(bad)}» for «${shown(good)}»`, async () => {
    const { text } = load(template);
    assert.ok(text.includes(good), `the template no longer says ${good}: seed another mistake`);
    const problems = await rulesFor(template)[rule](parse(text.replace(good, () => bad), template));
    assert.ok(problems.some((problem) => says.test(problem)), `expected ${says} among ${JSON.stringify(problems)}`);
  });
}

test('every rule is proved by a seeded mistake', () => {
  const seeded = new Set(seeds.map((seed) => seed.rule));
  const rules = new Set(names.flatMap((name) => Object.keys(rulesFor(name))));
  assert.deepEqual([...rules].filter((rule) => !seeded.has(rule)), []);
});

test('a template that is no YAML, or repeats a key, is refused', () => {
  assert.throws(() => parse('Resources: [', 'broken.yaml'), /broken\.yaml/);
  assert.throws(() => parse('Resources:\n  A: { Type: x }\n  A: { Type: y }\n'), /unique/i);
  assert.throws(() => parse('Resources: { A: &a { Type: x }, B: *a }'), /aliases/);
});
