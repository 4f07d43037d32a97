import { STATUS_CODES } from "node:http";

/** `404` as `NotFound`, the way Logic Apps writes codes. */
export const statusName = (status: number): string =>
  (STATUS_CODES[status] ?? String(status)).replace(/[^A-Za-z0-9]/g, "");
