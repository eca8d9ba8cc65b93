import { attributesOf } from './schema.mjs';
import { walk } from './template.mjs';

const pseudo = new Set(['AccountId', 'NotificationARNs', 'NoValue', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'].map((name) => `AWS::${name}`));

/** Every Ref, GetAtt, Sub, FindInMap, If, Condition and DependsOn that names nothing. */
export function references(template) {
  const { Parameters = {}, Resources, Conditions = {}, Mappings = {} } = template.body;
  const problems = [];
  const at = (path, text) => problems.push(`${path.join('.')}: ${text}`);

  const ref = (name, path) => {
    if (!pseudo.has(name) && !(name in Parameters) && !(name in Resources)) at(path, `nothing is called ${name}`);
  };
  const attribute = ([name, key], path) => {
    if (!(name in Resources)) at(path, `no resource is called ${name}`);
    else if (!attributesOf(Resources[name].Type).has(key)) at(path, `${Resources[name].Type} has no attribute ${key}`);
  };
  const sub = (value, path) => {
    const [text, own] = Array.isArray(value) ? value : [value, {}];
    for (const [, name] of text.matchAll(/\$\{([^!][^}]*)\}/g)) {
      if (name in own) continue;
      if (name.includes('.')) attribute([name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)], path);
      else ref(name, path);
    }
  };
  const condition = (name, path) => {
    if (!(name in Conditions)) at(path, `no condition is called ${name}`);
  };

  walk(template.body, (node, path) => {
    if ('Ref' in node) ref(node.Ref, path);
    if ('Fn::GetAtt' in node) attribute(node['Fn::GetAtt'], path);
    if ('Fn::Sub' in node) sub(node['Fn::Sub'], path);
    if ('Fn::If' in node) condition(node['Fn::If'][0], path);
    if ('Fn::FindInMap' in node && !(node['Fn::FindInMap'][0] in Mappings)) at(path, `no mapping is called ${node['Fn::FindInMap'][0]}`);
  });
  for (const [id, resource] of Object.entries(Resources)) {
    if (resource.Condition !== undefined) condition(resource.Condition, ['Resources', id]);
    for (const name of [resource.DependsOn ?? []].flat()) {
      if (!(name in Resources)) at(['Resources', id, 'DependsOn'], `no resource is called ${name}`);
    }
  }
  return problems;
}
