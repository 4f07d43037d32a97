import { findings } from "./findings";
import type { RegisteredKey } from "./key-registry";
import type { RecordTimes } from "./times";
import type { Finding } from "./verdict";

const minute = 60_000;

/**
 * What is wrong with a key by the time that the record says (`key`), and by its arrival (`keyAtArrival`): who holds a key
 * that has ended writes whatever time fits.
 * @param eventTime ISO 8601
 * @param arrived milliseconds since 1970
 */
export function keyFindings(
  eventTime: string,
  arrived: number,
  { validFrom, validTo, revokedAt }: RegisteredKey,
  { keyGrace, skew }: RecordTimes,
): { readonly key?: Finding; readonly keyAtArrival?: Finding } {
  const at = Date.parse(eventTime);
  // A time that lies ahead of the arrival is a clock's fault, and proves no use after the revocation.
  const proven = revokedAt !== undefined && arrived >= revokedAt && at - arrived <= skew;
  if (revokedAt !== undefined && at >= revokedAt)
    return { key: findings.keyRevoked(eventTime, iso(revokedAt), proven) };
  if (revokedAt !== undefined && arrived > revokedAt + keyGrace)
    return { keyAtArrival: findings.keyRevokedBefore(iso(arrived), iso(revokedAt), keyGrace / minute) };
  if (at < validFrom || at >= validTo) return { key: findings.keyExpired(eventTime, iso(validFrom), iso(validTo)) };
  if (arrived > validTo + keyGrace)
    return { keyAtArrival: findings.keyExpiredBefore(iso(arrived), iso(validTo), keyGrace / minute) };
  return {};
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
