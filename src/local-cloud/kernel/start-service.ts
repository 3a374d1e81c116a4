import type { Service, Started } from './contracts/service.ts';
import type { Kernel } from './kernel.ts';

/** Starts a service, and makes what it offers known to the others: its addresses, and what is found by its ARNs. */
export async function startService(
  service: Service,
  kernel: Kernel,
  settings: object,
): Promise<Started<unknown, string>> {
  const started = await service.start(kernel, settings);
  const { name } = service;
  Object.assign(kernel.endpoints, started.addresses);
  if (started.target) kernel.targets.register(name, started.target);
  if (started.source) kernel.sources.register(name, started.source);
  if (started.function) kernel.functions.register(started.function);
  if (started.call) kernel.apis.register(name, started.call, started.query);
  return started;
}
