import { refuseConnectionsToAws } from './no-aws.ts';

refuseConnectionsToAws();
