import type { Close } from './kernel/contracts/resource-type.ts';
import type { Service } from './kernel/contracts/service.ts';
import type { FaultyResource } from './kernel/faults.ts';
import { Kernel } from './kernel/kernel.ts';
import { homeRegion, Region } from './kernel/region.ts';
import { startService } from './kernel/start-service.ts';
import { serviceOfType, services } from './services.ts';
import type { CloudSettings } from './settings.ts';
import type { PlanStep } from './template/planning.ts';

/** A Region of a cloud whose services run, and in which resources can be created. */
export interface OpenCloud {
  kernel: Kernel;
  /** What a service gave when it started, which its resources are created in. */
  running(service: Service): unknown;
  /** Creates one resource, and gives what undoes it. Throws a DeployError. */
  create(step: PlanStep): Promise<Close | undefined>;
  /** Stops the services in reverse order. What was created in them has to be undone before. */
  close(): Promise<void>;
}

/**
 * Starts every service in a Region. `resources` are those that can be broken on purpose, `beside` is the kernel of the
 * cloud's first Region when this is another one. Throws with nothing left running.
 */
export const openCloud = (
  settings: CloudSettings,
  resources: FaultyResource[],
  { region = new Region(homeRegion), beside }: { region?: Region; beside?: Kernel | undefined } = {},
): Promise<OpenCloud> => region.run(() => open(settings, resources, { region, beside }));

async function open(
  settings: CloudSettings,
  resources: FaultyResource[],
  place: { region: Region; beside: Kernel | undefined },
): Promise<OpenCloud> {
  const opened: Close[] = [];
  const close = async () => {
    for (const each of opened.splice(0).toReversed()) await each();
  };
  try {
    // What every service leans on.
    const kernel = new Kernel({ settings, resources, ...place });
    opened.push(() => kernel.close());

    // The services that resources live in.
    const running = new Map<Service, unknown>();
    for (const service of services) {
      const started = await startService(service, kernel, settings);
      if (started.close) opened.push(started.close);
      running.set(service, started.running);
    }
    return {
      kernel,
      running: (service) => running.get(service),
      create: ({ resource, type, settle, named }) =>
        place.region.run(async () => {
          const service = running.get(serviceOfType.get(type.type) as Service);
          const created = await type.create(settle?.() ?? resource, service, kernel);
          if (typeof created !== 'object') return created;
          named(created.identity);
          return created.close;
        }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
