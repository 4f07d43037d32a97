const p1 = 0x9e3779b185ebca87n;
const p2 = 0xc2b2ae3d27d4eb4fn;
const p3 = 0x165667b19e3779f9n;
const p4 = 0x85ebca77c2b2ae63n;
const p5: bigint = 0x27d4eb2f165667c5n;

const cut = (x: bigint): bigint => BigInt.asUintN(64, x);
const turned = (x: bigint, by: bigint): bigint => cut((x << by) | (x >> (64n - by)));
const round = (sum: bigint, lane: bigint): bigint => cut(turned(cut(sum + lane * p2), 31n) * p1);

/** xxHash of 64 bits with the seed 0, as a signed integer: what Kusto's `hash()` gives. https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */
export function xxHash64(bytes: Buffer): bigint {
  let at = 0;
  let hash: bigint = p5;
  if (bytes.length >= 32) {
    const sums = [cut(p1 + p2), p2, 0n, cut(-p1)];
    for (; at + 32 <= bytes.length; at += 32)
      for (let lane = 0; lane < 4; lane++) sums[lane] = round(sums[lane]!, bytes.readBigUInt64LE(at + 8 * lane));
    hash = cut(sums.reduce((all, sum, lane) => all + turned(sum, [1n, 7n, 12n, 18n][lane]!), 0n));
    for (const sum of sums) hash = cut((hash ^ round(0n, sum)) * p1 + p4);
  }
  hash = cut(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8)
    hash = cut(turned(hash ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * p1 + p4);
  if (at + 4 <= bytes.length) {
    hash = cut(turned(hash ^ cut(BigInt(bytes.readUInt32LE(at)) * p1), 23n) * p2 + p3);
    at += 4;
  }
  for (; at < bytes.length; at++) hash = cut(turned(hash ^ cut(BigInt(bytes[at]!) * p5), 11n) * p1);
  hash = cut((hash ^ (hash >> 33n)) * p2);
  hash = cut((hash ^ (hash >> 29n)) * p3);
  return BigInt.asIntN(64, hash ^ (hash >> 32n));
}
