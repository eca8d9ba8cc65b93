import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseDocument, visit } from 'yaml';

export const folder = fileURLToPath(new URL('../../', import.meta.url));
export const names = ['bootstrap.yaml', 'pipeline.yaml', 'api.yaml'];

const scalars = ['Ref', 'Condition', 'GetAtt', 'Sub', 'Base64', 'ImportValue', 'GetAZs'];
const lists = ['And', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'If', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub'];
const long = (name) => (name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`);
const customTags = [
  ...scalars.map((name) => ({ tag: `!${name}`, resolve: (value) => ({ [long(name)]: name === 'GetAtt' ? split(value) : value }) })),
  ...lists.map((name) => ({ tag: `!${name}`, collection: 'seq', resolve: (seq) => wrap(long(name), seq) })),
];

function split(attribute) {
  const dot = attribute.indexOf('.');
  return [attribute.slice(0, dot), attribute.slice(dot + 1)];
}

// Unresolved until the whole document is known, because the items may be intrinsics themselves.
function wrap(name, seq) {
  seq.intrinsic = name;
  return seq;
}

/** Parses a template's text; intrinsic functions come out in their long form, `{ "Fn::Sub": "…" }`. */
export function parse(text, name = 'template.yaml') {
  const document = parseDocument(text, { customTags, uniqueKeys: true });
  if (document.errors.length > 0) throw new Error(`${name}: ${document.errors[0].message}`);
  visit(document, {
    Alias: () => { throw new Error(`${name}: CloudFormation knows no YAML aliases`); },
  });
  return { name, text, body: plain(document.contents) };
}

function plain(node) {
  if (node === null || node === undefined) return null;
  if (node.items === undefined) return node.value;
  if (node.items.every((item) => item.key === undefined)) {
    const values = node.items.map(plain);
    return node.intrinsic ? { [node.intrinsic]: values } : values;
  }
  return Object.fromEntries(node.items.map((pair) => [pair.key.value, plain(pair.value)]));
}

export const load = (name) => parse(readFileSync(folder + name, 'utf8'), name);

/** The resources of a type as `[logicalId, resource]`. */
export const ofType = (template, type) => Object.entries(template.body.Resources).filter(([, resource]) => resource.Type === type);

/** Calls `see(node, path)` for every object and list below `node`. */
export function walk(node, see, path = []) {
  if (node === null || typeof node !== 'object') return;
  see(node, path);
  for (const [key, value] of Object.entries(node)) walk(value, see, [...path, key]);
}

/** An intrinsic function or a reference: its value is known to CloudFormation only. */
export function isIntrinsic(node) {
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return false;
  const keys = Object.keys(node);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

export const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) && !isIntrinsic(value) ? value : [value]);
