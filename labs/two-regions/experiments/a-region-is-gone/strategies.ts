/** What stands ready in the other Region, and what has to be done there before it serves anybody. */
export interface StrategyDefinition {
  label: string;
  /** What brings callers to the other Region. */
  what: string;
  /** Callers know both Regions, and each goes to the other one by itself. */
  bothServe: boolean;
  /** The stack has to be created, and the last backup restored. */
  isRebuilt: boolean;
  /** The functions are off. */
  isOff: boolean;
  context: Record<string, string>;
}

const byHand = 'somebody decides, and then all callers go there';
const byThemselves = 'each caller tries the other Region when one refuses';

/** The strategies of AWS in the order of rising cost, and one of them with another way to accept. */
export const strategies = {
  'backup-and-restore': {
    label: 'backup and restore',
    what: byHand,
    bothServe: false,
    isRebuilt: true,
    isOff: true,
    context: { strategy: 'backup-and-restore' },
  },
  'pilot-light': {
    label: 'pilot light',
    what: byHand,
    bothServe: false,
    isRebuilt: false,
    isOff: true,
    context: { strategy: 'pilot-light' },
  },
  'warm-standby': {
    label: 'warm standby',
    what: byHand,
    bothServe: false,
    isRebuilt: false,
    isOff: false,
    context: { strategy: 'warm-standby' },
  },
  'both-active': {
    label: 'both active',
    what: byThemselves,
    bothServe: true,
    isRebuilt: false,
    isOff: false,
    context: { strategy: 'both-active' },
  },
  'stored-first': {
    label: 'both active, stored first',
    what: byThemselves,
    bothServe: true,
    isRebuilt: false,
    isOff: false,
    context: { strategy: 'both-active', accept: 'stored-first' },
  },
} satisfies Record<string, StrategyDefinition>;

export type Strategy = keyof typeof strategies;
