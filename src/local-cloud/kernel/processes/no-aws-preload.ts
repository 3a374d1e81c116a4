import { leadPrefixedHostsHome } from './host-prefixes.ts';
import { refuseConnectionsToAws } from './no-aws.ts';

refuseConnectionsToAws();
leadPrefixedHostsHome();
