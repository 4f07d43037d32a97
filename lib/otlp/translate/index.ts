export { plainEventType, plainOperationClass } from "./plain";
export { type EmittedSpan, own, translate } from "./translate";
