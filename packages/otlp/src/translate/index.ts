export { type EmittedSpan, own } from "./emitted-span";
export { plainEventType, plainOperationClass } from "./plain";
export { translate } from "./translate";
