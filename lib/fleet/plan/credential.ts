import { createHash } from "node:crypto";
import { isWorkday } from "../calendar";
import type { AgentKind } from "../kinds/kind";
import type { Window } from "../options";
import type { Random } from "../random";
import { day } from "../time";
import type { Company } from "./company";

/** What a blueprint or a classic agent proves itself with. */
export interface Credential {
  readonly id: string;
  readonly type: "FederatedIdentityCredential" | "Certificate";
  readonly name: string;
  /** when it was added, and until when it is used, in milliseconds */
  readonly from: number;
  readonly to: number;
  /** of a federated credential */
  readonly issuer: string;
  readonly subject: string;
  /** of a certificate: hexadecimal SHA-1, upper case */
  readonly thumbprint: string;
}

/** The federated credential of a blueprint's runtime. `generation` counts rotations. */
export function federatedCredential(
  random: Random,
  company: Company,
  kind: AgentKind,
  name: string,
  generation: number,
  span: { from: number; to: number },
): Credential {
  const { issuer, subjectPattern } = trustOf(company, kind, name);
  return {
    id: random.guid(),
    type: "FederatedIdentityCredential",
    name: `${name}-${generation}`,
    ...span,
    issuer,
    subject: subjectPattern.replace("*", generation === 1 ? "production" : `production-${generation}`),
    thumbprint: "",
  };
}

/** The certificate of a classic agent. */
export function certificate(random: Random, name: string, windowStart: number): Credential {
  const id = random.guid();
  return {
    id,
    type: "Certificate",
    name: `CN=${name}`,
    from: windowStart - random.int(5, 60) * day,
    to: windowStart + 200 * day,
    issuer: "",
    subject: "",
    thumbprint: createHash("sha1").update(id).digest("hex").toUpperCase(),
  };
}

/** A certificate that the pipeline replaces once within the window, on a working day at noon; the old one stays for a day. */
export function rotatedCertificates(random: Random, name: string, window: Window): Credential[] {
  const first = certificate(random, name, window.start);
  const days = Math.max(2, Math.floor((window.end - window.start) / day));
  let at = window.start + random.int(1, days - 1) * day + random.int(10, 14) * 3_600_000;
  while (!isWorkday(at) && at < window.end) at += day;
  if (at >= window.end) return [first];
  const second = certificate(random, name, window.start);
  return [
    { ...first, to: at + day },
    { ...second, from: at, to: at + 90 * day },
  ];
}

/** Which issuer and subjects the runtime of a blueprint may present; the subject ends in `*`. */
export function trustOf(company: Company, kind: AgentKind, name: string): { issuer: string; subjectPattern: string } {
  switch (kind.runtime) {
    case "githubActions":
      return {
        issuer: "https://token.actions.githubusercontent.com",
        subjectPattern: `repo:contoso/${name}:environment:*`,
      };
    case "kubernetes":
      return { issuer: company.clusterIssuer, subjectPattern: `system:serviceaccount:agents:${name}-*` };
    case "containerApp":
      return {
        issuer: `https://login.microsoftonline.com/${company.tenantId}/v2.0`,
        subjectPattern: `/eid1/c/pub/t/${company.tenantId}/a/${name}-*`,
      };
  }
}
