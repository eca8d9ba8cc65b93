import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricsOf, rulesFor } from './lib/rules.mjs';
import { load, names } from './lib/template.mjs';

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
