export interface EcsSettings {
  /**
   * Seconds of AWS's time from when a task is asked for until its container begins: placing it, its network interface,
   * fetching the image. AWS promises none, and says that it is normal for a Fargate task to take 30 to 45 seconds or longer.
   */
  taskStartSeconds: number;
}

export const ecsSettings: EcsSettings = { taskStartSeconds: 35 };
