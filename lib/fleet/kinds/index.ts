import { devops } from "./devops";
import { finance } from "./finance";
import { healthcare } from "./healthcare";
import type { AgentKind } from "./kind";
import { peopleOperations } from "./people";
import { procurement } from "./procurement";
import { research } from "./research";
import { support } from "./support";

/** Kinds of modern agents, in the order in which a fleet fills up. */
export const modernKinds: readonly AgentKind[] = [finance, healthcare, support, devops, peopleOperations, research];
/** Kinds of agents that are plain service principals. */
export const classicKinds: readonly AgentKind[] = [procurement];
/** Every kind. */
export const agentKinds: readonly AgentKind[] = [...modernKinds, ...classicKinds];
