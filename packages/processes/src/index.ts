export { type Pieces, workFromFirst, workFromLast } from "./both-ends";
export { beforeLeaving, endAtOnce, endWithProcess, exitOnSignals, forkModule } from "./children";
