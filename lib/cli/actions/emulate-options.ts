export interface EmulateOptions {
  readonly stack?: string;
  readonly input?: string;
  readonly port: number;
  readonly state?: string;
  readonly group?: readonly string[];
  /** in milliseconds */
  readonly strictTiming?: number;
  readonly checks: boolean;
  readonly directory?: string;
  readonly governance?: string;
  readonly people?: string;
  readonly workloads?: string;
}
