import { join } from 'node:path';
import { type BeforeProductionData, beforeProductionSchema } from '#content/before-production.ts';
import type { ReferenceKind } from '../kind.ts';
import { unknownName } from '../problem.ts';
import { parseYaml } from '../yaml-file.ts';

/** `<BeforeProduction about/>`: what AWS's rules find in the labs' stacks about one thing, and what to do before production. */
export const beforeProduction: ReferenceKind = {
  component: '@site/src/components/before-production/BeforeProduction.tsx',
  required: ['about'],
  locate: (_attributes, { root }) => join(root, 'src/content/before-production.yaml'),
  cut(text, { about = '' }, { file }): BeforeProductionData {
    const { asOf, suppressions } = parseYaml(beforeProductionSchema, text, file);
    const found = suppressions[about];
    if (!found) throw unknownName('group of suppressions', about, Object.keys(suppressions));
    return { asOf, suppressions: found };
  },
};
