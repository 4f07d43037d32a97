import type { Clock } from "@sentinel-agent-identities/clock";
import { apiErrors } from "./api-errors";

const minute = 60_000;

/** What one data collection rule takes. */
export interface IngestionLimits {
  readonly requestsPerMinute: number;
  /** uncompressed */
  readonly bytesPerMinute: number;
}

/** https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
export const azureLimits: IngestionLimits = { requestsPerMinute: 12_000, bytesPerMinute: 2 * 1024 ** 3 };

interface Window {
  readonly minute: number;
  requests: number;
  bytes: number;
}

/** Counts requests and bytes of every rule, minute by minute of the clock. */
export class Throttle {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: IngestionLimits,
  ) {}

  /** @throws ApiError when the rule has had its requests of this minute */
  countRequest(rule: string): void {
    const window = this.window(rule);
    const limit = this.limits.requestsPerMinute;
    if (window.requests >= limit) throw apiErrors.throttled(`${limit} requests`, this.secondsLeft(window));
    window.requests++;
  }

  /** @throws ApiError when these bytes are more than the rule still takes in this minute */
  countBytes(rule: string, bytes: number): void {
    const window = this.window(rule);
    const limit = this.limits.bytesPerMinute;
    if (window.bytes + bytes > limit) throw apiErrors.throttled(`${limit} bytes`, this.secondsLeft(window));
    window.bytes += bytes;
  }

  private window(rule: string): Window {
    const now = Math.floor(this.clock.now().getTime() / minute);
    const known = this.windows.get(rule);
    if (known?.minute === now) return known;
    const fresh = { minute: now, requests: 0, bytes: 0 };
    this.windows.set(rule, fresh);
    return fresh;
  }

  private secondsLeft(window: Window): number {
    return Math.ceil(((window.minute + 1) * minute - this.clock.now().getTime()) / 1000);
  }
}
