/** A CloudFormation template, as far as the local cloud reads it. */
export interface Template {
  Resources?: Record<string, TemplateResource>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown }; Condition?: string }>;
  Parameters?: Record<string, TemplateParameter>;
  Conditions?: Record<string, unknown>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
}

export interface TemplateResource {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  Condition?: string;
  DeletionPolicy?: string;
  Metadata?: Record<string, unknown>;
}

export interface TemplateParameter {
  Type: string;
  Default?: unknown;
  AllowedValues?: unknown[];
  /** The whole value has to match. */
  AllowedPattern?: string;
  MinLength?: number | string;
  MaxLength?: number | string;
  MinValue?: number | string;
  MaxValue?: number | string;
  /** What to say of a value that is not allowed. */
  ConstraintDescription?: string;
}

/** Where CDK made a resource: `Stack/Scope/Name/Resource`. */
export function constructPath(resource: TemplateResource): string | undefined {
  const path = resource.Metadata?.['aws:cdk:path'];
  return typeof path === 'string' ? path : undefined;
}

/** Calls `visit` for every intrinsic function (`{ Ref: … }`, `{ 'Fn::…': … }`) in a value, outermost first. */
export function visitIntrinsics(value: unknown, visit: (name: string, argument: unknown) => void): void {
  if (Array.isArray(value)) {
    for (const each of value) visitIntrinsics(each, visit);
  } else if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value);
    const [name, argument] = entries.length === 1 ? (entries[0] as [string, unknown]) : ['', undefined];
    if (name === 'Ref' || name.startsWith('Fn::')) visit(name, argument);
    for (const [, each] of entries) visitIntrinsics(each, visit);
  }
}
