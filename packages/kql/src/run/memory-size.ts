const units: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KIB: 1024,
  MIB: 1024 ** 2,
  GIB: 1024 ** 3,
};

/**
 * Bytes in a size such as `512MB` or `2GiB`.
 * @throws RangeError for anything else
 */
export function bytesOf(size: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([KMG]?i?B)$/i.exec(size);
  const unit = match && units[match[2]!.toUpperCase()];
  if (!match || !unit) throw new RangeError(`"${size}" is not a memory size; write one like 512MB or 2GiB`);
  return Number(match[1]) * unit;
}
