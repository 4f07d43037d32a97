import { type Reason, reason } from "../reasons";

/** One artifact that a statement is about. */
export interface Subject {
  /** cosign signs images without one */
  readonly name?: string;
  readonly digest: Readonly<Record<string, string>>;
}

/** An in-toto statement. */
export interface Statement {
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: unknown;
}

const types = ["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"];

/** Reads an in-toto statement of version 1 or 0.1. */
export function readStatement(payload: string): Statement | Reason {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch (error) {
    return reason("statement/malformed", `the payload is no JSON: ${(error as Error).message}`);
  }
  const { _type, subject, predicateType, predicate } = (value ?? {}) as Record<string, unknown>;
  if (!types.includes(_type as string))
    return reason(
      "statement/malformed",
      `the payload is of type ${JSON.stringify(_type) ?? "none"}, no in-toto statement`,
    );
  if (!Array.isArray(subject) || subject.length === 0 || !subject.every(isSubject))
    return reason("statement/malformed", "the statement names no subject with a digest");
  if (typeof predicateType !== "string") return reason("statement/malformed", "the statement has no predicate type");
  return { subject, predicateType, predicate };
}

/** The predicate type that a bundle's payload names, whatever else holds; undefined when it names none. */
export function claimedPredicateType(bundle: unknown): string | undefined {
  const { payload } = (bundle as { dsseEnvelope?: { payload?: unknown } } | null)?.dsseEnvelope ?? {};
  if (typeof payload !== "string") return undefined;
  const statement = readStatement(Buffer.from(payload, "base64").toString("utf8"));
  return "code" in statement ? undefined : statement.predicateType;
}

function isSubject(value: unknown): value is Subject {
  const { name, digest } = (value ?? {}) as { name?: unknown; digest?: unknown };
  const digests = typeof digest === "object" && digest !== null ? Object.values(digest) : [];
  return (
    (name === undefined || typeof name === "string") &&
    digests.length > 0 &&
    digests.every((hex) => typeof hex === "string")
  );
}
