import { assets } from "./assets";
import { departures } from "./departures";
import { directory } from "./directory";
import { health } from "./health";
import { inventory } from "./inventory";
import { labelling } from "./labelling";
import { probes } from "./probes";
import { releases } from "./releases";
import { risks } from "./risk";
import type { Source } from "./source";

/** Everything that writes rows besides the agents' own work. */
export const sources: readonly Source[] = [
  assets,
  directory,
  departures,
  releases,
  inventory,
  labelling,
  risks,
  health,
  probes,
];
