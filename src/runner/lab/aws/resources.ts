import type { Template } from '#experiment/deployment.ts';

/** A resource of a template: its logical ID and its properties. */
export interface Resource {
  id: string;
  properties: Record<string, unknown>;
}

/** The resources of a type. */
export const resourcesOf = ({ Resources }: Template, type: string): Resource[] =>
  Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]) =>
    Type === type ? [{ id, properties: Properties }] : [],
  );

/** The logical IDs, in any of the templates, of the resources that are meant. */
export const idsOf = (
  templates: readonly Template[],
  isMeant: (type: string, properties: Record<string, unknown>) => boolean,
): Set<string> =>
  new Set(
    templates.flatMap(({ Resources }) =>
      Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]) =>
        isMeant(Type, Properties) ? [id] : [],
      ),
    ),
  );
