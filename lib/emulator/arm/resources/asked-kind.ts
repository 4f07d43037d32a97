import { armErrors } from "../errors";
import type { ArmRequest } from "../route";
import type { ResourceKind } from "./kind";
import { kindOf, kinds, namespaces } from "./kinds";
import { refusals } from "./refusals";

/**
 * The kind that a request is about.
 * @throws ArmError for a type or a version that Azure does not have
 */
export function askedKind(type: string, { query }: ArmRequest): ResourceKind {
  const version = query.get("api-version");
  if (version === null) throw armErrors.missingVersion();
  if (!/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(version)) throw refusals.badVersion(version);
  const kind = kindOf(type);
  if (!kind) {
    const namespace = type.split("/")[0]!;
    const own = kinds.filter((one) => one.type.toLowerCase().startsWith(`${namespace.toLowerCase()}/`));
    throw own.length > 0
      ? refusals.unknownType(
          type,
          version,
          own.map((one) => one.type),
        )
      : refusals.unknownNamespace(namespace, namespaces);
  }
  if (version.slice(0, 10) < kind.since.slice(0, 10)) throw refusals.tooEarly(version, kind.type, kind.since);
  return kind;
}
