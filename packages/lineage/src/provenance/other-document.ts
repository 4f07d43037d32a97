interface Document {
  readonly mediaType?: unknown;
  readonly [name: string]: unknown;
}

const has = (document: Document, ...names: readonly string[]): boolean =>
  names.every((name) => Object.hasOwn(document, name));

/** What is taken for a bundle, and what to give in its place; the first that fits. */
const documents: readonly (readonly [(document: Document) => boolean, string])[] = [
  [(d) => has(d, "base64Signature"), "the bundle is of cosign's old format; sign with --new-bundle-format"],
  [
    (d) => has(d, "payloadType", "payload", "signatures"),
    "the document is a DSSE envelope alone, which proves no time of signing; give the Sigstore bundle that holds it (cosign attest --new-bundle-format, slsa-github-generator 2.1 and later)",
  ],
  [
    (d) => has(d, "_type"),
    "the document is an in-toto statement that nobody signed; give the Sigstore bundle that holds it",
  ],
  [
    (d) => has(d, "critical"),
    "the document is the payload of an image's signature; give its Sigstore bundle (cosign sign --new-bundle-format)",
  ],
  [
    (d) => has(d, "SLSA") || has(d, "buildType", "materials"),
    "the document is BuildKit's provenance, which nobody signed; sign it, and give the Sigstore bundle",
  ],
  [
    (d) => has(d, "provenance_summary") || has(d, "image_summary"),
    "the document is Google Cloud Build's provenance, which is no Sigstore bundle",
  ],
  [
    ({ mediaType }) => /^application\/vnd\.(oci|docker)\./.test(String(mediaType)),
    "the document is a registry's manifest; give the blob that it names",
  ],
  [
    ({ mediaType }) => String(mediaType).startsWith("application/vnd.dev.sigstore.trustedroot"),
    "the document is a trusted root; give it with --trusted-root",
  ],
];

/** What a document is that is no Sigstore bundle, and what to give in its place; undefined where nothing tells. */
export const otherDocument = (document: object): string | undefined =>
  documents.find(([isOne]) => isOne(document as Document))?.[1];
