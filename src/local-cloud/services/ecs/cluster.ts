/** A cluster, which on Fargate is a name for what runs in it. */
export interface Cluster {
  name: string;
  arn: string;
  /** Whether it publishes the metrics of its services. */
  containerInsights: boolean;
}
