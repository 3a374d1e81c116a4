import { ApiServer } from '../../http/api-server.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { answer } from './api.ts';
import { ClientTokens } from './client-tokens.ts';
import { schedulerSchedule } from './resources/schedule.ts';
import { schedulerScheduleGroup } from './resources/schedule-group.ts';
import { Scheduler } from './scheduler.ts';

/** Amazon EventBridge Scheduler: schedules in groups, each with its target. */
export const scheduler = defineService({
  name: 'scheduler',
  endpoints: ['scheduler'],
  settings: {},
  resourceTypes: () => [schedulerSchedule, schedulerScheduleGroup],
  typesWithoutEffect: [],
  notShown: [],
  async start({ events, clock, targets, settings }) {
    const running = new Scheduler({ events, clock, targets, seed: settings.seed });
    const tokens = new ClientTokens();
    const api = new ApiServer('application/json', (call) => answer(call, running, tokens));
    await api.listen();
    return {
      running,
      addresses: { scheduler: api.address },
      close() {
        running.stop();
        return api.close();
      },
    };
  },
});
