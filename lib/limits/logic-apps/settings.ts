import type { Breach } from "../breach";
import { limits } from "../table";
import { actionSites, at, type Definition, triggerSites } from "./sites";

/** Rounds, retries and runs at a time that Logic Apps does not offer; values that are expressions are not judged. */
export function settingBreaches(definition: Definition): Breach[] {
  return [...triggerSites(definition), ...actionSites(definition)].flatMap(({ name, action, path }) => [
    ...(String(action.type).toLowerCase() === "until" ? untilRounds(name, at(action, "limit", "count"), path) : []),
    ...retries(name, at(action, "inputs", "retryPolicy"), [...path, "inputs", "retryPolicy"]),
    ...(["repetitions", "runs"] as const).flatMap((key) =>
      concurrency(name, at(action, "runtimeConfiguration", "concurrency", key), [
        ...path,
        "runtimeConfiguration",
        "concurrency",
        key,
      ]),
    ),
  ]);
}

function untilRounds(name: string, count: unknown, path: Breach["path"]): Breach[] {
  const limit = "workflow/until-rounds";
  const most = limits[limit].value;
  if (typeof count !== "number" || (count >= 1 && count <= most)) return [];
  const message = `"${name}" may go round ${count} times; Logic Apps takes 1 to ${most}`;
  return [{ limit, path: [...path, "limit", "count"], message, suggestion: "wait longer in each round" }];
}

function retries(name: string, policy: unknown, path: Breach["path"]): Breach[] {
  const count = at(policy, "count");
  const most = limits["workflow/retries"].value;
  return [
    ...(typeof count !== "number" || (count >= 0 && count <= most)
      ? []
      : [
          {
            limit: "workflow/retries",
            path: [...path, "count"],
            message: `"${name}" is tried again ${count} times; Logic Apps takes ${most}`,
            suggestion: "retry less often",
          } as const,
        ]),
    ...(["interval", "minimumInterval", "maximumInterval"] as const).flatMap((key): Breach[] => {
      const seconds = secondsOf(at(policy, key));
      if (seconds === undefined || (seconds >= 5 && seconds <= 86_400)) return [];
      return [
        {
          limit: "workflow/retry-interval",
          path: [...path, key],
          message: `"${name}" waits ${at(policy, key)} between tries; Logic Apps takes 5 seconds to 1 day`,
          suggestion: "use PT5S to P1D",
        },
      ];
    }),
  ];
}

function concurrency(name: string, value: unknown, path: Breach["path"]): Breach[] {
  if (typeof value !== "number" || (value >= 1 && value <= 50)) return [];
  const message = `"${name}" runs ${value} at the same time; Logic Apps takes 1 to 50`;
  return [{ limit: "workflow/concurrency", path, message, suggestion: "use 1 to 50" }];
}

/** Of a duration of days, hours, minutes and seconds; undefined for anything else. */
function secondsOf(duration: unknown): number | undefined {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(String(duration));
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
