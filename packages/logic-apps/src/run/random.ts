import { createHash } from "node:crypto";

/** Repeatable GUIDs and numbers: each a hash of the seed and how many were drawn before. */
export class SeededRandom {
  private drawn = 0;

  constructor(private readonly seed: string) {}

  guid(): string {
    const hex = this.draw().toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** From 0 to below 1. */
  number(): number {
    return this.draw().readUIntBE(0, 6) / 2 ** 48;
  }

  private draw(): Buffer {
    return createHash("sha256")
      .update(`${this.seed}/${this.drawn++}`)
      .digest();
  }
}
