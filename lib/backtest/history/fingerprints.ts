import { hash } from "node:crypto";

/** Which rows were seen, by 64 bits of their hash: a byte array rather than a set, for tens of millions of them. */
export class Fingerprints {
  private slots = new Uint32Array(2 * 1024);
  private count = 0;

  /** @returns whether the text was there already */
  add(text: string): boolean {
    return this.take(...halves(text));
  }

  has(text: string): boolean {
    return this.slots[this.place(...halves(text))] !== 0;
  }

  /** Takes all fingerprints of another in. */
  absorb({ slots }: Fingerprints): void {
    for (let at = 0; at < slots.length; at += 2) if (slots[at] !== 0) this.take(slots[at]!, slots[at + 1]!);
  }

  private take(a: number, b: number): boolean {
    if (this.slots[this.place(a, b)] !== 0) return true;
    if (2 * (this.count + 1) > this.slots.length / 2) this.grow();
    this.put(a, b);
    this.count++;
    return false;
  }

  private put(a: number, b: number): void {
    const at = this.place(a, b);
    this.slots[at] = a;
    this.slots[at + 1] = b;
  }

  /** Where a fingerprint is, or goes. */
  private place(a: number, b: number): number {
    const mask = this.slots.length / 2 - 1;
    let slot = (a ^ b) & mask;
    while (this.slots[2 * slot] !== 0 && !(this.slots[2 * slot] === a && this.slots[2 * slot + 1] === b))
      slot = (slot + 1) & mask;
    return 2 * slot;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) if (old[at] !== 0) this.put(old[at]!, old[at + 1]!);
  }
}

/** Zero in the first half stands for an empty slot. */
function halves(text: string): [number, number] {
  const digest = hash("md5", text, "buffer");
  return [digest.readUInt32LE(0) || 1, digest.readUInt32LE(4)];
}
