import { readFileSync } from 'node:fs';
import { folder, list, ofType } from './template.mjs';

// What loses data or fails a deployment although the template is valid. Each rule returns what is wrong.

const one = (template, type) => ofType(template, type)[0][1];
const destination = (template) => one(template, 'AWS::KinesisFirehose::DeliveryStream').Properties.ExtendedS3DestinationConfiguration;
const facts = (template) => one(template, 'AWS::Glue::Table').Properties.TableInput;
const unless = (holds, problem) => (holds ? [] : [problem]);

/** Firehose reads a stream from LATEST, so nothing may be sent before it is there. */
export function pipeWaitsForFirehose(template) {
  const [[firehose]] = ofType(template, 'AWS::KinesisFirehose::DeliveryStream');
  return unless(list(one(template, 'AWS::Pipes::Pipe').DependsOn).includes(firehose), `the pipe must depend on ${firehose}`);
}

/** A pipe that starts at the beginning, gives up in time for a redrive, and sets aside the one record that fails. */
export function pipeSetsAside(template) {
  const { SourceParameters, TargetParameters } = one(template, 'AWS::Pipes::Pipe').Properties;
  const source = SourceParameters.DynamoDBStreamParameters;
  return [
    ...unless(source.StartingPosition === 'TRIM_HORIZON', 'StartingPosition must be TRIM_HORIZON'),
    ...unless(source.MaximumRetryAttempts > 0, 'MaximumRetryAttempts must be finite'),
    ...unless(source.MaximumRecordAgeInSeconds >= 60 && source.MaximumRecordAgeInSeconds <= 43200, 'MaximumRecordAgeInSeconds must leave half a day to redrive'),
    ...unless(source.OnPartialBatchItemFailure === 'AUTOMATIC_BISECT', 'a failing batch must be bisected'),
    ...unless(source.DeadLetterConfig?.Arn !== undefined, 'no dead-letter queue'),
    ...unless(TargetParameters.KinesisStreamParameters.PartitionKey === '$.dynamodb.Keys.sale_id.S', 'changes of one sale must share a shard'),
  ];
}

/** What Firehose demands of Parquet conversion together with dynamic partitioning. */
export function firehoseWritesParquet(template) {
  const s3 = destination(template);
  const conversion = s3.DataFormatConversionConfiguration;
  return [
    ...unless(s3.BufferingHints.SizeInMBs >= 64, 'SizeInMBs must be 64 or more'),
    ...unless(s3.CompressionFormat === 'UNCOMPRESSED', 'CompressionFormat must be UNCOMPRESSED'),
    ...unless(s3.DynamicPartitioningConfiguration?.Enabled === true, 'dynamic partitioning cannot be switched on later'),
    ...unless(conversion?.Enabled === true && conversion.InputFormatConfiguration.Deserializer.OpenXJsonSerDe, 'no conversion from JSON'),
    ...unless(conversion?.OutputFormatConfiguration.Serializer.ParquetSerDe, 'no conversion to Parquet'),
    ...unless(conversion?.SchemaConfiguration.TableName === facts(template).Name, 'the conversion must read the schema of the facts'),
  ];
}

/** The prefix, the table's location and the projection must name the same folders; errors lie outside them. */
export function foldersAgree(template) {
  const s3 = destination(template);
  const table = facts(template);
  const [root] = s3.Prefix.split('sale_date=');
  const location = table.StorageDescriptor.Location['Fn::Sub'] ?? '';
  const pattern = table.Parameters['storage.location.template']?.['Fn::Sub'] ?? '';
  return [
    ...unless(s3.Prefix === `${root}sale_date=!{partitionKeyFromLambda:sale_date}/`, 'the prefix must end in the partition'),
    ...unless(!s3.ErrorOutputPrefix.startsWith(root), 'errors must not lie under the table'),
    ...unless(s3.ErrorOutputPrefix.includes('!{firehose:error-output-type}/'), 'the error prefix must name the error'),
    ...unless(location.endsWith(`}/${root}`), 'the table must lie where Firehose writes'),
    ...unless(pattern === `${location}sale_date=\${!sale_date}/`, 'storage.location.template must name the partition as ${!sale_date}'),
  ];
}

/** A projection lacking one of its settings makes every query fail; a date outside its range is silently empty. */
export function projectionIsWhole(template) {
  const { Parameters, PartitionKeys, StorageDescriptor } = facts(template);
  const range = Parameters['projection.sale_date.range']?.['Fn::Sub'] ?? '';
  return [
    ...unless(Parameters['projection.enabled'] === 'true', 'projection.enabled must be true'),
    ...unless(Parameters['projection.sale_date.type'] === 'date', 'projection.sale_date.type must be date'),
    ...unless(Parameters['projection.sale_date.format'] === 'yyyy-MM-dd', 'projection.sale_date.format must be yyyy-MM-dd'),
    ...unless(range.endsWith(',NOW+2DAYS'), 'the range must run to NOW+2DAYS'),
    ...unless(PartitionKeys.map((key) => key.Name).join() === 'sale_date', 'the partition must be sale_date'),
    ...unless(!StorageDescriptor.Columns.some((column) => column.Name === 'sale_date'), 'sale_date is the partition and must not be a column too'),
  ];
}

const glueTypes = { Varchar: 'string', Bigint: 'bigint', Double: 'double', Date: 'date', Timestamp: 'timestamp', Boolean: 'boolean' };

/** The columns, in order, of the lake's schema in the code: a key without a column vanishes silently. */
export function columnsAreTheLakes(template) {
  const source = readFileSync(`${folder}../src/GadgetSales.Core/Lake/LakeSchema.cs`, 'utf8');
  const table = source.slice(0, source.indexOf('ViewFields')); // the views have one more
  const schema = [...table.matchAll(/new\("(\w+)", LakeType\.(\w+)/g)].map(([, name, type]) => `${name} ${glueTypes[type]}`);
  const columns = facts(template).StorageDescriptor.Columns.map((column) => `${column.Name} ${column.Type}`);
  return unless(schema.length > 0 && schema.join() === columns.join(), `the code has ${schema.join(', ')} but the table ${columns.join(', ')}`);
}

/** Base64 makes the 6 MB of a response 4.5, and rows are wider than images. The handler of an executable has no colon. */
export function transformFitsLambda(template) {
  const { Properties } = one(template, 'AWS::Lambda::Function');
  const parameters = destination(template).ProcessingConfiguration.Processors[0].Parameters;
  const of = (name) => parameters.find((parameter) => parameter.ParameterName === name)?.ParameterValue;
  return [
    ...unless(Number(of('BufferSizeInMBs')) <= 1, 'BufferSizeInMBs must be 1 or less'),
    ...unless(Properties.Timeout <= 300, 'Firehose waits five minutes'),
    ...unless(Properties.Runtime === 'dotnet10', 'the function is built for dotnet10'),
    ...unless(Properties.Handler === 'GadgetSales.Lambda', 'the handler of an executable is the name of its assembly'),
  ];
}

/** What the ledger's code and the pipe rely on. */
export function ledgerIsAsTheCodeExpects(template) {
  const table = one(template, 'AWS::DynamoDB::Table').Properties;
  const keys = (schema) => schema.map((key) => `${key.AttributeName} ${key.KeyType}`).join();
  const index = table.GlobalSecondaryIndexes.find((candidate) => candidate.IndexName === 'by_store_day');
  return [
    ...unless(keys(table.KeySchema) === 'sale_id HASH', 'the key must be sale_id'),
    ...unless(index && keys(index.KeySchema) === 'store_day HASH,sold_at_sale_id RANGE', 'by_store_day must be keyed by store_day and sold_at_sale_id'),
    ...unless(index?.Projection.ProjectionType === 'ALL', 'the index answers with whole sales'),
    ...unless(table.BillingMode === 'PAY_PER_REQUEST', 'the table must be on demand'),
    ...unless(table.StreamSpecification?.StreamViewType === 'NEW_AND_OLD_IMAGES', 'the stream must carry both images'),
    ...unless(table.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true, 'no point-in-time recovery'),
    ...unless(table.DeletionProtectionEnabled === true, 'no deletion protection'),
  ];
}

/** Limits are the workgroup's, not the caller's wish. */
export function queriesAreLimited(template) {
  const settings = one(template, 'AWS::Athena::WorkGroup').Properties.WorkGroupConfiguration;
  const limit = template.body.Parameters.QueryScanLimitBytes;
  return [
    ...unless(settings.EnforceWorkGroupConfiguration === true, 'a caller could override the workgroup'),
    ...unless(settings.BytesScannedCutoffPerQuery !== undefined && limit.MinValue >= 10_000_000, 'the scan limit must be 10 MB or more'),
    ...unless(settings.ResultConfiguration.EncryptionConfiguration?.EncryptionOption === 'SSE_KMS', 'results must be encrypted'),
  ];
}

/** Delivered twice or out of order is normal: the view counts a sale once, at its highest version, and prunes partitions. */
export function viewShowsEachSaleOnce(template) {
  const sql = one(template, 'AWS::Athena::NamedQuery').Properties.QueryString.replace(/\s+/g, ' ');
  const columns = facts(template).StorageDescriptor.Columns.map((column) => column.Name);
  return [
    ...unless((sql.match(/PARTITION BY sale_date, sale_id/g) ?? []).length === 2, 'both windows must hold the partition and the sale'),
    ...unless((sql.match(/ORDER BY version DESC/g) ?? []).length === 2, 'the highest version must win'),
    ...unless(/change_type <> 'REMOVE'/.test(sql), 'removed sales must go'),
    ...[...columns, 'sale_date'].filter((column) => !new RegExp(`\\b${column}\\b`).test(sql)).map((column) => `the view has no ${column}`),
  ];
}
