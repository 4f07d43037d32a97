/** Constants of the cyrb128 string hash. */
const seeds = [1779033703, 3144134277, 1013904242, 2773480762] as const;
const factors = [597399067, 2869860233, 951274213, 2716044179] as const;

/**
 * Seeded randomness (sfc32). Every part of a fleet takes a fork of its own by name, so that a draw more in one part
 * leaves the others as they were. Seeding is cheap (no cryptography): a fleet forks once per agent and hour.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** @param seed any text; the same text gives the same numbers on every machine */
  constructor(private readonly seed: string) {
    const [a, b, c] = hash(seed);
    this.a = a;
    this.b = b;
    this.c = c;
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** An independent generator that depends only on the seed and the parts of the name. */
  fork(...name: readonly (string | number)[]): Random {
    return new Random(`${this.seed}/${name.join("/")}`);
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.uint32() / 2 ** 32;
  }

  /** Uniform whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** True with the given probability (0 to 1). */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the items, each as likely as the other; `items` must not be empty. */
  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)]!;
  }

  /** Log-normal around `median`: most values near it, few far above. Never more than `most` times the median. */
  around(median: number, spread = 0.25, most = 2.2): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.min(most, Math.exp(spread * normal));
  }

  /** Number of arrivals where `mean` are expected (Poisson), never more than `limit`. */
  arrivals(mean: number, limit: number): number {
    const floor = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > floor && count < limit; product *= this.next()) count++;
    return count;
  }

  /** Lower-case hexadecimal digits. */
  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += this.uint32().toString(16).padStart(8, "0");
    return text.slice(0, digits);
  }

  /** A lower-case GUID in the form of version 4. */
  guid(): string {
    const hex = this.hex(32);
    const variant = "89ab"[this.int(0, 3)];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  private uint32(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum >>> 0;
  }
}

/** cyrb128: three of its four words. */
function hash(text: string): [number, number, number] {
  let [a, b, c, d] = seeds as unknown as [number, number, number, number];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, factors[0]);
    b = c ^ Math.imul(b ^ code, factors[1]);
    c = d ^ Math.imul(c ^ code, factors[2]);
    d = a ^ Math.imul(d ^ code, factors[3]);
  }
  a = Math.imul(c ^ (a >>> 18), factors[0]);
  b = Math.imul(d ^ (b >>> 22), factors[1]);
  c = Math.imul(a ^ (c >>> 17), factors[2]);
  return [a | 0, b | 0, c | 0];
}
