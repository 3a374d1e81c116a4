/** A text in a template that ties it to one place: where it stands, the text, and what place it names. */
export interface HardCodedPlace {
  /** Path in the template: `Resources.Orders.Properties.TableName`. */
  path: string;
  text: string;
  place: string;
}

const kinds: [kind: string, pattern: RegExp][] = [
  ['the account', /(?<!\w)\d{12}(?!\w)/],
  [
    'the Region',
    /(?<![a-z\d])[a-z]{2}(?:-(?:gov|iso[a-z]?))?-(?:north|south|east|west|central)(?:east|west)?-\d(?!\d)/,
  ],
  [
    'the local address',
    /(?<![\w.-])(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0(?!\/0)|host\.docker\.internal)(?![\w-])|\[::1?\]/i,
  ],
];

/** Sections that ask where the stack is, or what the account has: they name places and bind the stack to none. */
const asking = new Set(['Conditions', 'Rules', 'Mappings']);

/**
 * Every text of a template that names an account, a Region or a local address, where `AWS::AccountId` or `AWS::Region`
 * would say the one that the stack is deployed to.
 */
export function hardCodedPlaces(template: object): HardCodedPlace[] {
  return Object.entries(template)
    .filter(([section]) => !asking.has(section))
    .flatMap(([section, value]) => [...textsIn(value, section)])
    .flatMap(({ path, text }) =>
      kinds.flatMap(([kind, pattern]) => {
        const [found] = pattern.exec(text) ?? [];
        return found === undefined ? [] : [{ path, text, place: `${kind} ${found}` }];
      }),
    );
}

function* textsIn(value: unknown, path: string): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (typeof value === 'number') yield { path, text: String(value) };
  else if (value !== null && typeof value === 'object')
    for (const [name, each] of Object.entries(value)) yield* textsIn(each, `${path}.${name}`);
}
