import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { redrive } from '#experiment/dead-letters.ts';
import { CallError } from '../call-error.ts';
import { suggestion } from '../nearest.ts';
import { ownValue } from '../own-value.ts';
import type { CommandName } from './parse.ts';
import { changeSetting } from './settings.ts';
import type { World } from './world.ts';

const queues: Record<string, 'queueUrl' | 'deadLettersUrl'> = {
  OrderQueue: 'queueUrl',
  DeadLetters: 'deadLettersUrl',
};

/** What a player can do to the lab; each gives what to say afterwards, which tells nothing of the cause. */
export const remedies: Partial<Record<CommandName, (world: World, args: string[]) => Promise<string>>> = {
  async set(world, args) {
    await changeSetting(world, args);
    return `${args[0]}: ${args[1]} is ${args[2]} now.`;
  },
  async grant(world, [name = '']) {
    onlyWorker(name);
    world.breaks.get('grant')?.();
    return 'The role of Worker has all permissions that it needs.';
  },
  async rollback(world, [name = '']) {
    onlyWorker(name);
    await world.deploy([]);
    return 'Worker has the code of the release before.';
  },
  async failover({ provider }) {
    provider.active = provider.active === 'first' ? 'second' : 'first';
    return 'Worker pays at the other provider now.';
  },
  async redrive({ target, names }) {
    await redrive(target.clients.sqs, names.deadLettersArn);
    return 'Dead letters are on their way back to OrderQueue.';
  },
  async purge({ target, names }, [name = '']) {
    const key = ownValue(queues, name);
    if (!key) throw new CallError(`There is no queue "${name}".`, suggestion(name, Object.keys(queues)));
    await target.clients.sqs.send(new PurgeQueueCommand({ QueueUrl: names[key] }));
    return `All messages of ${name} are deleted.`;
  },
};

function onlyWorker(name: string): void {
  if (name !== 'Worker') throw new CallError(`There is no function "${name}".`, 'Name it: Worker.');
}
