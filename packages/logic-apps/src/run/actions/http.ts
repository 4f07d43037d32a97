import { withQueries } from "../http/address";
import { request } from "../http/request";
import { send } from "../http/send";
import type { Executor } from "../step";

export const http: Executor = (step) =>
  send(
    step,
    request(step, "http", ({ uri, queries }) => withQueries(String(uri), queries)),
  );
