import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegoEngine, TemplateFile } from '@aws/cloudformation-validate';

// E3047 multiplies every CPU of the mapping with every memory of it; the rule taskSizes checks the pairs.
const exclude = { ids: ['E3047'] };

let engine; // takes seconds to build

/** What AWS's own offline validator objects to: its resource schemas and lint rules, from warnings upwards. */
export function validate(template) {
  const folder = mkdtempSync(join(tmpdir(), 'template-'));
  engine ??= new RegoEngine();
  try {
    const file = join(folder, template.name);
    writeFileSync(file, template.text);
    const report = engine.validateStandard(new TemplateFile(file), { severityLevel: 'WARN', exclude });
    const findings = report.diagnostics.map((found) => `${found.ruleId} ${found.entity?.logicalId ?? ''}: ${found.message}`);
    return report.status === 'OK' ? findings : [...findings, `the validator did not finish: ${report.status}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
