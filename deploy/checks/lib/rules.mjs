import * as apiRules from './api-rules.mjs';
import * as houseRules from './house-rules.mjs';
import { iam } from './iam.mjs';
import * as pipelineRules from './pipeline-rules.mjs';
import { references } from './references.mjs';
import { schema } from './schema.mjs';
import { validate } from './validate.mjs';

const { metricsOf, ...house } = houseRules;
const special = { 'pipeline.yaml': pipelineRules, 'api.yaml': apiRules };

export { metricsOf };

/** The rules of a template, by name. */
export const rulesFor = (name) => ({ schema, validate, references, iam, ...house, ...special[name] });
