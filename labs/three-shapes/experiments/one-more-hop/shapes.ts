/** A shape of the shop: into how many programs its modules are divided, and what runs them. */
interface Shape {
  /** As the stack is told; what it does not know of, it does not deploy. */
  shape: string;
  label: string;
  /** The modules of each program. */
  programs: readonly (readonly string[])[];
  /** Calls between programs that a page needs, the caller’s own included. */
  calls: 1 | 2 | 3;
  /** Its functions that a page needs, by their names in the stack; none where the programs are processes. */
  functions: readonly string[];
}

const whole = [['catalog', 'recommendations', 'orders', 'page']];
const divided = [['catalog'], ['recommendations'], ['orders'], ['page']];

export const shapes = {
  'one-process': {
    shape: 'whole-process',
    label: 'one process',
    programs: whole,
    calls: 1,
    functions: [],
  },
  'two-processes': {
    shape: 'recommendations-apart',
    label: 'recommendations apart',
    programs: [['catalog', 'orders', 'page'], ['recommendations']],
    calls: 2,
    functions: [],
  },
  services: {
    shape: 'services-by-hop',
    label: 'a service each',
    programs: divided,
    calls: 3,
    functions: [],
  },
  'one-function': {
    shape: 'one-function',
    label: 'one function',
    programs: whole,
    calls: 1,
    functions: ['Shop'],
  },
  functions: {
    shape: 'functions',
    label: 'a function each',
    programs: divided,
    calls: 3,
    functions: ['PageModule', 'CatalogModule', 'RecommendationsModule'],
  },
} as const satisfies Record<string, Shape>;

export type Variant = keyof typeof shapes;
export const variantNames = Object.keys(shapes) as Variant[];

/** The programs that the shape runs as processes; undefined where it runs none. */
export function programsOf(name: string): Shape['programs'] | undefined {
  const found = Object.values<Shape>(shapes).find(({ shape }) => shape === name);
  return found?.functions.length === 0 ? found.programs : undefined;
}
