import { closing } from "./closing";
import { coding } from "./coding";
import { compliance } from "./compliance";
import { devops } from "./devops";
import { finance } from "./finance";
import { healthcare } from "./healthcare";
import type { AgentKind } from "./kind";
import { knowledge } from "./knowledge";
import { news } from "./news";
import { peopleOperations } from "./people";
import { procurement } from "./procurement";
import { research } from "./research";
import { settlement } from "./settlement";
import { supplierWatch } from "./supplier-watch";
import { support } from "./support";
import { triage } from "./triage";

/** Kinds of modern agents, in the order in which a calm fleet fills up. */
export const modernKinds: readonly AgentKind[] = [finance, healthcare, support, devops, peopleOperations, research];
/** Kinds of agents that are plain service principals. */
export const classicKinds: readonly AgentKind[] = [procurement];
/** Kinds of modern agents of a real fleet: as many that code, browse or find by meaning as ones that keep books. */
export const realKinds: readonly AgentKind[] = [
  coding,
  support,
  finance,
  knowledge,
  devops,
  news,
  healthcare,
  settlement,
  triage,
  peopleOperations,
  compliance,
  research,
  closing,
];
/** Kinds of a real fleet without a blueprint. */
export const realClassicKinds: readonly AgentKind[] = [procurement, supplierWatch];
