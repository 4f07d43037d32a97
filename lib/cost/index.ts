export { billOf } from "./bill";
export { type CostChange, costChange, costChangeText } from "./change";
export { measuredFor, measuredVolumes } from "./measured";
export { type Prices, priceRequest, readPrices } from "./prices";
export { scansOf } from "./scan";
export { costText } from "./text";
export { readUsage, usageRequest } from "./usage";
export type { Volumes } from "./volumes";
