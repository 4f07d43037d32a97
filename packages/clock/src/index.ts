export { type Clock, systemClock, VirtualClock } from "./clock";
export { parseDuration } from "./duration";
export { retryAfter } from "./retry-after";
