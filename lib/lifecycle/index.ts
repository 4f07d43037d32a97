export { adoptedImports, type Existing } from "./adopt";
export { changedSince, RevisionError } from "./changed-since";
export { type Change, compareStacks } from "./compare";
export { handover } from "./handover";
export { offboardText } from "./offboard";
export { planText } from "./plan-text";
export { type Thing, thingsOf } from "./things";
