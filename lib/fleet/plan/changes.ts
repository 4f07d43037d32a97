import { isWorkday } from "../calendar";
import type { Window } from "../options";
import type { Random } from "../random";
import { day, hour, minute } from "../time";
import type { Blueprint } from "./blueprint";
import { planBuilds } from "./build";
import type { Company } from "./company";
import { rotatedCertificates } from "./credential";

/**
 * What changes about a blueprint of a real fleet: releases that bring up to two tasks at once, certificates that the
 * pipeline replaces (every classic agent, three in ten blueprints), owners who leave the company (one in six).
 */
export function planChanges(
  random: Random,
  company: Company,
  blueprint: Blueprint,
  window: Window,
): Pick<Blueprint, "builds" | "credentials" | "heir"> {
  const { kind, classic, manner, name, owner } = blueprint;
  const certified = random.chance(0.3) || classic;
  const leaves = workingTime(random, window);
  return {
    builds: planBuilds(random.fork("builds"), company, kind, window, manner, (draw) =>
      draw.chance(0.6) ? draw.int(1, 2) : 0,
    ),
    credentials: certified ? rotatedCertificates(random.fork("certificates"), name, window) : blueprint.credentials,
    ...(random.chance(0.17) &&
      leaves && { heir: { from: leaves, person: random.pick(company.people.filter((person) => person !== owner)) } }),
  };
}

/** Some moment of a working day within the window; undefined when the draw falls on another day. */
function workingTime(random: Random, window: Window): number | undefined {
  const days = Math.max(1, Math.floor((window.end - window.start) / day));
  const at = window.start + random.int(0, days - 1) * day + random.int(8, 16) * hour + random.int(0, 59) * minute;
  return isWorkday(at) ? at : undefined;
}
