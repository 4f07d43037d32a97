export { adoptedImports, type Existing } from "./adopt";
export { changedSince } from "./changed-since";
export { type Change, compareStacks } from "./compare";
export { type Answers, readAnswers } from "./doctor/answers";
export { diagnose } from "./doctor/diagnose";
export { recordScript } from "./doctor/record";
export { handover } from "./handover";
export { offboardText } from "./offboard";
export { planText } from "./plan-text";
