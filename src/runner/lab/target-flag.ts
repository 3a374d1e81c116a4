import { CallError } from '../call-error.ts';
import { readEndpoint } from './endpoint/endpoint-address.ts';

/** Where a lab runs: in a cloud that is started for it, or at an address where the learner runs one. */
export type LabTarget = { kind: 'local' } | { kind: 'endpoint'; url: URL };

/** Reads the value of `--target`. Throws a CallError. */
export function readTarget(text: string): LabTarget {
  if (text === 'local') return { kind: 'local' };
  const [kind, ...address] = text.split('=');
  if (kind === 'endpoint') return { kind: 'endpoint', url: readEndpoint(address.join('=')) };
  throw new CallError(
    `--target ${text} is not supported.`,
    'Leave it out, say --target local, or name an emulator: --target endpoint=http://127.0.0.1:4566.',
  );
}
