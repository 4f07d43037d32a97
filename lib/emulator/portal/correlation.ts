import type { Incident } from "../incidents/incident";
import type { Alert } from "../rules/alert";

/** https://learn.microsoft.com/azure/sentinel/sentinel-service-limits (entities of an incident) */
const mostEntities = 500;

/**
 * Why two incidents are not merged; undefined when they are.
 * @see https://learn.microsoft.com/defender-xdr/alerts-incidents-correlation
 */
export function hindrance(source: Incident, target: Incident): string | undefined {
  const closed = [source, target].find(({ status }) => status === "Closed");
  if (closed) return `incident ${closed.number} is closed`;
  if (source.ownerId !== target.ownerId) return "their owners differ";
  if (source.classification !== target.classification) return "their classifications differ";
  if (new Set([...source.entities, ...target.entities].map((one) => JSON.stringify(one))).size > mostEntities)
    return `together they have more than ${mostEntities} entities`;
  return undefined;
}

/** Whether two incidents have correlated alerts within a window that share one of the identifiers. */
export function areRelated(
  one: Incident,
  other: Incident,
  { identifiers, window }: { readonly identifiers: readonly string[]; readonly window: number },
  isCorrelated: (alert: Alert) => boolean,
): boolean {
  const keys = (alert: Alert) =>
    alert.entities.flatMap(({ type, ...values }) =>
      Object.entries(values)
        .filter(([name]) => identifiers.includes(`${type}.${name}`))
        .map(([name, value]) => `${type}.${name}=${value.toLowerCase()}`),
    );
  return one.alerts.filter(isCorrelated).some((alert) => {
    const own = new Set(keys(alert));
    return other.alerts
      .filter(isCorrelated)
      .some(
        (another) =>
          Math.abs(Date.parse(another.timeGenerated) - Date.parse(alert.timeGenerated)) <= window &&
          keys(another).some((key) => own.has(key)),
      );
  });
}
