import { textAt, withQueries } from "../http/address";
import { request } from "../http/request";
import { send } from "../http/send";
import type { Executor } from "../step";

export const functionCall: Executor = (step) =>
  send(
    step,
    request(step, "function", (inputs) => withQueries(`function:/${textAt(inputs.function, "id")}`, inputs.queries)),
  );
