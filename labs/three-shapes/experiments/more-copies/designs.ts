/** How the shop runs: the programs that it is divided into, and how many processes there are of each. */
interface Design {
  /** As the stack is told; what it does not know of, it does not deploy. */
  shape: string;
  label: string;
  /** The modules of each program. */
  programs: readonly (readonly string[])[];
  /** Processes of each program. */
  copies: 1 | 2 | 4;
}

const whole = [['catalog', 'recommendations', 'orders', 'page']];

export const designs = {
  'one-copy': { shape: 'whole-in-copies', label: 'one process', programs: whole, copies: 1 },
  'two-copies': { shape: 'whole-in-copies', label: 'two copies of it', programs: whole, copies: 2 },
  'four-copies': { shape: 'whole-in-copies', label: 'four copies of it', programs: whole, copies: 4 },
  divided: {
    shape: 'divided-by-module',
    label: 'four services, one process each',
    programs: [['catalog'], ['recommendations'], ['orders'], ['page']],
    copies: 1,
  },
} as const satisfies Record<string, Design>;

export type Variant = keyof typeof designs;
export const variantNames = Object.keys(designs) as Variant[];

/** The programs of a shape; undefined where it is none of this run. */
export const programsOf = (name: string): Design['programs'] | undefined =>
  Object.values<Design>(designs).find(({ shape }) => shape === name)?.programs;
