/** Which events of a bucket go to one destination. */
export interface NotificationRule {
  id: string;
  targetArn: string;
  /** As in the configuration: `s3:ObjectCreated:*`. */
  events: readonly string[];
  prefix: string;
  suffix: string;
}

/** Whom a bucket tells of its objects. */
export interface BucketNotifications {
  rules: readonly NotificationRule[];
  /** Whether every event goes to the account's default bus. */
  eventBridge: boolean;
}

export const noNotifications: BucketNotifications = { rules: [], eventBridge: false };
