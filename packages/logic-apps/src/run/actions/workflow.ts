import { textAt } from "../http/address";
import { request } from "../http/request";
import { send } from "../http/send";
import type { Executor } from "../step";

export const workflow: Executor = (step) =>
  send(
    step,
    request(
      step,
      "workflow",
      ({ host }) => `workflow:/${textAt(host, "workflow", "id")}/triggers/${textAt(host, "triggerName")}`,
    ),
  );
