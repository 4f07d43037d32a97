import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Key and certificate of a server on this machine, and the authority to trust. */
export interface LocalCertificate {
  readonly key: string;
  readonly cert: string;
  /** PEM file with the authority's certificate, for NODE_EXTRA_CA_CERTS */
  readonly caFile: string;
  /** Removes the file. */
  discard(): void;
}

const common = { keyType: "ec", algorithm: "sha256" } as const;

/**
 * Makes a certificate authority for one run, and a certificate for 127.0.0.1 and localhost. Private keys stay in memory;
 * the authority's is forgotten at once, so that it can sign nothing else. Validity follows the machine's clock, because
 * clients check it against theirs.
 * @param keepAt where the authority's certificate goes, and stays. @default - a folder that is removed afterwards
 * @param names that it is for, too
 */
export async function makeLocalCertificate(keepAt?: string, names: readonly string[] = []): Promise<LocalCertificate> {
  // Loaded here: no other command should wait for it.
  const { generate } = await import("selfsigned");
  const ca = await generate([{ name: "commonName", value: "agentid emulator test CA" }], {
    ...common,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: "commonName", value: "localhost" }], {
    ...common,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          ...names.map((value) => ({ type: 2 as const, value })),
        ],
      },
    ],
  });
  const caFile = keepAt ?? join(mkdtempSync(join(tmpdir(), "agentid-ca-")), "ca.pem");
  mkdirSync(dirname(caFile), { recursive: true });
  writeFileSync(caFile, ca.cert);
  return {
    key: server.private,
    cert: server.cert,
    caFile,
    discard: () => {
      if (!keepAt) rmSync(dirname(caFile), { recursive: true, force: true });
    },
  };
}
