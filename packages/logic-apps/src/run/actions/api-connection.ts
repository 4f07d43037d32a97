import { connectionRequest } from "../http/connection";
import { send } from "../http/send";
import type { Executor } from "../step";

export const apiConnection: Executor = (step) => send(step, connectionRequest(step, "connection"));
