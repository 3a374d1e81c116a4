import { defineService } from '../../kernel/contracts/service.ts';
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
    const running = await Scheduler.start({ events, clock, targets, seed: settings.seed });
    return { running, addresses: { scheduler: running.address }, close: () => running.close() };
  },
});
