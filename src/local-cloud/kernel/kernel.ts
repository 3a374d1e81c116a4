import { AddressBook } from './address-book.ts';
import { Callers } from './callers.ts';
import { Clock } from './clock.ts';
import { EventSources } from './contracts/event-source.ts';
import { EventTargets } from './contracts/event-target.ts';
import { Invoker } from './contracts/invoker.ts';
import { ServiceApis } from './contracts/service-api.ts';
import { EventStream } from './events.ts';
import { Faults, type FaultyResource } from './faults.ts';
import { LogLines } from './log-lines.ts';
import { type MachineTime, machineTime } from './machine-time.ts';
import { Metrics } from './metrics.ts';
import { Ports } from './ports.ts';
import { homeRegion, Region } from './region.ts';
import type { KernelSettings } from './settings.ts';
import { TokenBucket } from './token-bucket.ts';
import { Worldwide } from './worldwide.ts';

/**
 * What every service leans on, and where services meet without knowing each other. One per Region of a running cloud;
 * what a cloud has once, such as its clock and its stream of events, those of its other Regions share with the first.
 */
export class Kernel {
  readonly settings: KernelSettings;
  readonly region: Region;
  readonly clock: Clock;
  readonly events: EventStream;
  /** What services measure. */
  readonly metrics: Metrics;
  /** What services write to log groups. */
  readonly logs: LogLines;
  readonly addresses: AddressBook;
  /** Where APIs, load balancers and function URLs listen. */
  readonly ports: Ports;
  /** This machine's time, for what no setting scales. */
  readonly time: MachineTime;
  /** What may be broken on purpose; services ask it before they act. */
  readonly faults: Faults;
  /** Which invocation a request comes from. */
  readonly callers: Callers;
  /** What services have once for all Regions. */
  readonly worldwide: Worldwide;
  /** Who takes events, by ARN. */
  readonly targets = new EventTargets();
  /** What can be polled, by ARN. */
  readonly sources = new EventSources();
  /** Who runs functions, by ARN. */
  readonly functions = new Invoker();
  /** Actions that an integration calls, by service. */
  readonly apis = new ServiceApis();
  /** Addresses of the service APIs, complete before the first resource is created. */
  readonly endpoints: Record<string, string> = {};
  /** Address that answers for every service without an endpoint: it says so, and nothing leaves for AWS. */
  elsewhere = '';
  /** PEM of the certificate that the cloud's own https has, for handlers to trust; undefined when nothing here has one. */
  trustedCertificate: string | undefined;
  /** Port of the https server that answers for `ownHost`; undefined when nothing here needs one. */
  ownHostPort: number | undefined;
  /** The throttle that all APIs of the account share, load balancers not. */
  readonly apiThrottle: { bucket: TokenBucket; settings: KernelSettings['apiGatewayThrottle'] };

  constructor({
    settings,
    resources,
    time = machineTime,
    region = new Region(homeRegion),
    beside,
  }: {
    settings: KernelSettings;
    resources: FaultyResource[];
    time?: MachineTime;
    region?: Region;
    /** Of the cloud's first Region, when this is another one. */
    beside?: Kernel | undefined;
  }) {
    this.settings = settings;
    this.time = time;
    this.region = region;
    region.endpoints = this.endpoints;
    this.events = beside?.events ?? new EventStream();
    this.clock = beside?.clock ?? new Clock(settings.timeScale);
    this.addresses = beside?.addresses ?? new AddressBook();
    this.callers = beside?.callers ?? new Callers();
    this.worldwide = beside?.worldwide ?? new Worldwide();
    this.ports = beside?.ports ?? new Ports(settings.firstPort);
    this.faults = beside?.faults ?? new Faults({ events: this.events, resources, seed: settings.seed });
    this.metrics = new Metrics(this.clock);
    this.logs = new LogLines(this.clock);
    this.apiThrottle = {
      bucket: new TokenBucket(settings.apiGatewayThrottle),
      settings: settings.apiGatewayThrottle,
    };
  }

  /** Mends every fault and ends every wait. */
  close(): void {
    this.faults.stop();
    this.clock.stop();
  }
}
