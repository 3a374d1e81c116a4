import { type KernelSettings, kernelSettings } from './kernel/settings.ts';
import { services } from './services.ts';

type Union = (typeof services)[number]['settings'];

/** Of a union all that any member has. */
type Joined<Members> = (Members extends unknown ? (member: Members) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** What AWS leaves open, or sets per account, and a run may choose. Each is described where its service is. */
export type CloudSettings = KernelSettings & Joined<Union>;

export const defaultSettings: CloudSettings = Object.assign(
  { ...kernelSettings },
  ...services.map((each) => each.settings),
);
