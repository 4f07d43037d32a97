import type { TransparencyLogEntry } from "@sigstore/bundle";
import type { TransparencyLogInstance } from "@sigstore/protobuf-specs";
import { type TrustMaterial, toTrustMaterial } from "@sigstore/verify";
import type { TrustedKey } from "../policy";
import { logKey } from "./log-key";
import type { SigstoreRoot } from "./trusted-root";

const ever = { start: new Date(0), end: new Date(8_640_000_000_000_000) };

/**
 * A root as `@sigstore/verify` takes it. The logs are put in beside it: the library tells a key's form by its kind, which
 * is not what roots go by.
 * @param logs transparency logs that count
 * @param key the key that a bundle without certificate must be signed with
 */
export function trustMaterial(
  root: SigstoreRoot,
  logs: readonly TransparencyLogInstance[],
  key: TrustedKey | undefined,
): TrustMaterial {
  const material = toTrustMaterial({ ...root, tlogs: [], ctlogs: [] }, () => {
    const { start, end } = { ...ever, ...key!.validFor };
    return { publicKey: key!.publicKey, validFor: (time: Date) => start <= time && time <= end };
  });
  return { ...material, tlogs: logs.map(authority), ctlogs: root.ctlogs.map(authority) };
}

function authority({ baseUrl, logId, checkpointKeyId, publicKey }: TransparencyLogInstance) {
  const { start, end } = publicKey!.validFor!;
  return {
    baseURL: baseUrl,
    logID: (checkpointKeyId ?? logId)!.keyId,
    publicKey: logKey(publicKey!.rawBytes!)!,
    validFor: { start: start!, end: end ?? ever.end },
  };
}

/** The root's logs that an entry says it is in. */
export function logsOf(root: SigstoreRoot, { logId }: TransparencyLogEntry): TransparencyLogInstance[] {
  return root.tlogs.filter((log) =>
    [log.logId, log.checkpointKeyId].some(
      (id) => id !== undefined && id.keyId.length > 0 && logId.keyId.subarray(0, id.keyId.length).equals(id.keyId),
    ),
  );
}
