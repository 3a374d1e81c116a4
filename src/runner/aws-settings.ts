import { devNull } from 'node:os';

/** Verbs that run labs, or a page of theirs does. */
const runsLabs = ['start', 'lab', 'repair', 'incident', 'cloud', 'evidence'];

/**
 * Takes from the variables of this process what somebody has set for AWS, and leads it past the files in `~/.aws`, unless
 * the call is for AWS: how often an SDK tries again, or which addresses it calls, would change a run on this machine.
 */
export function leaveAwsSettingsOut([verb = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): void {
  const isForAws = args.some((each) => /^(--(target|clean)=)?aws$/.test(each));
  if (isForAws || !runsLabs.includes(verb)) return;
  for (const name of Object.keys(env)) if (name.startsWith('AWS_')) delete env[name];
  Object.assign(env, { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull });
}
