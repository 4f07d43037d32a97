/** Where instants stand between two ends, in percent. */
export class Scale {
  private readonly start: number;
  private readonly length: number;

  constructor(
    readonly from: string,
    readonly to: string,
  ) {
    this.start = Date.parse(from);
    this.length = Math.max(1, Date.parse(to) - this.start);
  }

  /** In percent with two decimals; instants beyond an end stand on it. */
  at(iso: string): number {
    const share = (Date.parse(iso) - this.start) / this.length;
    return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
  }

  has(iso: string): boolean {
    return iso >= this.from && iso <= this.to;
  }

  /** Round instants for an axis: at most nine. */
  ticks(): string[] {
    const step = steps.find((one) => this.length / one <= 8) ?? steps.at(-1)!;
    const first = Math.ceil(this.start / step) * step;
    const count = Math.floor((this.start + this.length - first) / step) + 1;
    return Array.from({ length: Math.max(0, count) }, (_, i) => new Date(first + i * step).toISOString());
  }
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  30 * day,
];
