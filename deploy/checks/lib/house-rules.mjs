import { metricExists } from './schema.mjs';
import { isIntrinsic, list, ofType, walk } from './template.mjs';

// What holds for every template.

const unless = (holds, problem) => (holds ? [] : [problem]);
const ref = (value) => value?.Ref ?? value?.['Fn::GetAtt']?.[0];

/** Encrypted, private, TLS only, and no half upload is paid for ever. */
export function bucketsAreClosed(template) {
  return ofType(template, 'AWS::S3::Bucket').flatMap(([id, { Properties, DeletionPolicy }]) => {
    const access = Properties.PublicAccessBlockConfiguration ?? {};
    const policies = ofType(template, 'AWS::S3::BucketPolicy').filter(([, policy]) => ref(policy.Properties.Bucket) === id);
    return [
      ...unless(Properties.BucketEncryption, `${id} is not encrypted`),
      ...unless(['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].every((key) => access[key] === true), `${id} may become public`),
      ...unless(policies.some(([, policy]) => deniesPlainText(policy)), `${id} answers without TLS`),
      ...unless((Properties.LifecycleConfiguration?.Rules ?? []).some((rule) => rule.AbortIncompleteMultipartUpload), `${id} keeps half uploads`),
      ...unless(/^Retain/.test(DeletionPolicy), `${id} goes with its stack`),
    ];
  });
}

/** Queues and topics too refuse plain text, and are encrypted. */
export function messagesAreClosed(template) {
  const guarded = (type, key, id) => ofType(template, type).some(([, policy]) => list(policy.Properties[key]).some((item) => ref(item) === id) && deniesPlainText(policy));
  return [
    ...ofType(template, 'AWS::SQS::Queue').flatMap(([id, queue]) => [
      ...unless(queue.Properties.SqsManagedSseEnabled || queue.Properties.KmsMasterKeyId, `${id} is not encrypted`),
      ...unless(guarded('AWS::SQS::QueuePolicy', 'Queues', id), `${id} answers without TLS`),
    ]),
    ...ofType(template, 'AWS::SNS::Topic').flatMap(([id, topic]) => [
      ...unless(ref(topic.Properties.KmsMasterKeyId), `${id}: CloudWatch cannot publish with alias/aws/sns, or in the clear`),
      ...unless(guarded('AWS::SNS::TopicPolicy', 'Topics', id), `${id} answers without TLS`),
    ]),
  ];
}

function deniesPlainText(policy) {
  return policy.Properties.PolicyDocument.Statement.some((statement) =>
    statement.Effect === 'Deny' && statement.Principal === '*' && statement.Condition?.Bool?.['aws:SecureTransport'] === 'false');
}

/** The key lets CloudWatch and Budgets reach the topic, rotates, and outlives the stack. */
export function keysServeTheAlarms(template) {
  return ofType(template, 'AWS::KMS::Key').flatMap(([id, { Properties, DeletionPolicy }]) => {
    const publishers = Properties.KeyPolicy.Statement
      .filter((statement) => ['kms:Decrypt', 'kms:GenerateDataKey'].every((action) => list(statement.Action).includes(action)))
      .flatMap((statement) => list(statement.Principal.Service));
    return [
      ...unless(Properties.EnableKeyRotation === true, `${id} does not rotate`),
      ...unless(DeletionPolicy === 'Retain', `${id} goes with its stack, and all it sealed`),
      ...['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'].filter((service) => !publishers.includes(service)).map((service) => `${id} does not serve ${service}`),
    ];
  });
}

const names = { 'AWS::S3::Bucket': 'BucketName', 'AWS::DynamoDB::Table': 'TableName', 'AWS::ECR::Repository': 'RepositoryName' };

/** A retained resource with a name makes the next deployment fail. */
export function retainedHaveNoNames(template) {
  return Object.entries(template.body.Resources)
    .filter(([, resource]) => resource.DeletionPolicy !== undefined && resource.Properties?.[names[resource.Type]] !== undefined)
    .map(([id]) => `${id} is retained and has a name`);
}

/** Glue resources are joined by literal names and DependsOn. */
export function glueByLiteralNames(template) {
  const glue = new Set(['AWS::Glue::Database', 'AWS::Glue::Table'].flatMap((type) => ofType(template, type).map(([id]) => id)));
  const problems = [];
  walk(template.body.Resources, (node, path) => {
    if (glue.has(ref(node))) problems.push(`${path.join('.')}: Ref to ${ref(node)}`);
  });
  return problems;
}

// In AWS's documentation, but not in the specification's list.
const documented = new Set([
  'AWS/EventBridge/Pipes ExecutionFailed',
  'AWS/EventBridge/Pipes ExecutionThrottled',
  'AWS/Firehose ExecuteProcessing.Success',
  'AWS/Firehose FailedConversion.Records',
  'AWS/Firehose PartitionCount',
  'AWS/Firehose PartitionCountExceeded',
  'AWS/Firehose SucceedConversion.Records',
  'AWS/Athena ProcessedBytes',
  'AWS/Athena TotalExecutionTime',
]);

const text = (value) => value['Fn::Sub'] ?? value;

/** Every metric that an alarm or a dashboard reads, as `namespace name`. */
export function metricsOf(template) {
  const found = [];
  walk(template.body.Resources, (node) => {
    if (node.MetricName !== undefined && node.Namespace !== undefined) found.push(`${text(node.Namespace)} ${node.MetricName}`);
  });
  for (const [, dashboard] of ofType(template, 'AWS::CloudWatch::Dashboard')) {
    for (const widget of JSON.parse(dashboard.Properties.DashboardBody['Fn::Sub']).widgets) {
      for (const [namespace, name] of widget.properties.metrics) found.push(`${namespace} ${name}`);
    }
  }
  return found;
}

/** An alarm on a metric that nobody publishes stays green for ever. The template's own metrics come from its log filters. */
export function metricsExist(template) {
  const own = ofType(template, 'AWS::Logs::MetricFilter')
    .flatMap(([, { Properties }]) => Properties.MetricTransformations.map((metric) => `${text(metric.MetricNamespace)} ${metric.MetricName}`));
  return metricsOf(template)
    .filter((metric) => !own.includes(metric) && !documented.has(metric) && !metricExists(...metric.split(' ')))
    .map((metric) => `no metric ${metric}`);
}

/** An alarm that tells nobody, or does not say how missing data counts, is none. */
export function alarmsReachSomebody(template) {
  return ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([id, { Properties }]) => [
    ...unless(list(Properties.AlarmActions).length > 0, `${id} tells nobody`),
    ...unless(Properties.TreatMissingData !== undefined, `${id} does not say how missing data counts`),
    ...unless(Properties.AlarmDescription, `${id} does not say what it means`),
  ]);
}

/** Every parameter says what it is and refuses nonsense at once. */
export function parametersAreGuarded(template) {
  return Object.entries(template.body.Parameters ?? {}).flatMap(([name, parameter]) => [
    ...unless(parameter.Description, `${name} has no description`),
    ...unless(/AWS::/.test(parameter.Type) || ['AllowedPattern', 'AllowedValues', 'MinValue'].some((key) => parameter[key] !== undefined), `${name} takes anything`),
    ...unless(parameter.AllowedPattern === undefined || parameter.Default === undefined || new RegExp(parameter.AllowedPattern).test(parameter.Default), `${name} refuses its own default`),
  ]);
}

/** Logs end some day. */
export function logsExpire(template) {
  return ofType(template, 'AWS::Logs::LogGroup').filter(([, group]) => group.Properties.RetentionInDays === undefined).map(([id]) => `${id} keeps everything`);
}

/** Secrets come by reference: no environment variable holds one. */
export function secretsAreReferences(template) {
  const problems = [];
  walk(template.body.Resources, (node, path) => {
    if (/(Key|Secret|Password|Token)$/.test(node.Name ?? '') && node.Value !== undefined && !isIntrinsic(node.Value)) problems.push(`${path.join('.')}: ${node.Name} in the clear`);
  });
  return problems;
}

/** CloudFormation takes 51,200 bytes in a request; a larger template would have to lie in a bucket first. */
export function fitsIntoARequest(template) {
  const bytes = Buffer.byteLength(template.text);
  return unless(bytes <= 51_200, `${bytes} bytes: deploy.sh can send 51200`);
}
