import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { isIntrinsic } from './template.mjs';

const specification = loadAwsServiceSpecSync();
const known = new Map();

function resourceOf(type) {
  if (!known.has(type)) known.set(type, specification.lookup('resource', 'cloudFormationType', 'equals', type)[0]);
  return known.get(type);
}

/** What Fn::GetAtt may ask of a resource type. */
export function attributesOf(type) {
  return new Set(Object.keys(resourceOf(type)?.attributes ?? {}));
}

export const metricExists = (namespace, name) =>
  specification.all('metric').some((metric) => metric.namespace === namespace && metric.name === name);

/** Every type, property, requirement, enumeration and value kind that the CloudFormation resource specification does not allow. */
export function schema(template) {
  const problems = [];
  for (const [id, resource] of Object.entries(template.body.Resources)) {
    const type = resourceOf(resource.Type);
    if (type === undefined) problems.push(`${id}: no resource type ${resource.Type}`);
    else members(type.properties, resource.Properties ?? {}, id, problems);
  }
  return problems;
}

function members(properties, value, path, problems) {
  for (const [name, given] of Object.entries(value)) {
    if (properties[name] === undefined) problems.push(`${path}: no property ${name}`);
    else check(properties[name].type, given, `${path}.${name}`, problems);
  }
  for (const [name, property] of Object.entries(properties)) {
    if (property.required && value[name] === undefined) problems.push(`${path}: ${name} is required`);
  }
}

function check(type, value, path, problems) {
  if (value === null) return void problems.push(`${path}: empty`);
  if (isIntrinsic(value)) {
    for (const branch of value['Fn::If']?.slice(1) ?? []) check(type, branch, path, problems);
    return;
  }
  const wrong = () => problems.push(`${path}: ${JSON.stringify(value)} is no ${type.type}`);
  switch (type.type) {
    case 'string':
      if (typeof value === 'object') wrong();
      else if (type.allowedValues && !type.allowedValues.map(String).includes(String(value))) {
        problems.push(`${path}: ${value} is none of ${type.allowedValues.join(', ')}`);
      }
      break;
    case 'integer':
    case 'number':
      if (typeof value === 'object' || String(value).trim() === '' || Number.isNaN(Number(value))) wrong();
      break;
    case 'boolean':
      if (!['true', 'false'].includes(String(value))) wrong();
      break;
    case 'array':
      if (!Array.isArray(value)) wrong();
      else value.forEach((item, index) => check(type.element, item, `${path}[${index}]`, problems));
      break;
    case 'map':
      if (typeof value !== 'object' || Array.isArray(value)) wrong();
      else for (const [key, item] of Object.entries(value)) check(type.element, item, `${path}.${key}`, problems);
      break;
    case 'ref':
      if (typeof value !== 'object' || Array.isArray(value)) wrong();
      else members(specification.get('typeDefinition', type.reference.$ref).properties, value, path, problems);
      break;
    case 'union': {
      const attempts = type.types.map((option) => { const found = []; check(option, value, path, found); return found; });
      if (attempts.every((found) => found.length > 0)) problems.push(...attempts.sort((a, b) => a.length - b.length)[0]);
      break;
    }
    case 'tag':
      if (typeof value !== 'object' || value.Key === undefined || value.Value === undefined) wrong();
      break;
  }
}
