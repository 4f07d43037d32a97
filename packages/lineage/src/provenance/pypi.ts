import { BUNDLE_V03_MEDIA_TYPE } from "@sigstore/bundle";

/** An attestation as PyPI's index has it (https://peps.python.org/pep-0740/#attestation-objects). */
interface PyPiAttestation {
  readonly version: 1;
  readonly verification_material: { readonly certificate: string; readonly transparency_entries: readonly unknown[] };
  readonly envelope: { readonly statement: string; readonly signature: string };
}

/** The Sigstore bundle that an attestation of PyPI says in other names; undefined for anything else. */
export function fromPyPi(value: unknown): object | undefined {
  const { version, verification_material: material, envelope } = (value ?? {}) as Partial<PyPiAttestation>;
  if (version !== 1 || !material || !envelope) return undefined;
  return {
    mediaType: BUNDLE_V03_MEDIA_TYPE,
    verificationMaterial: {
      certificate: { rawBytes: material.certificate },
      tlogEntries: material.transparency_entries,
    },
    dsseEnvelope: {
      payload: envelope.statement,
      payloadType: "application/vnd.in-toto+json",
      signatures: [{ sig: envelope.signature }],
    },
  };
}
