export type { IntakeAnswer } from "./answers";
export { Intake, type IntakeOptions, type IntakeRequest } from "./intake";
export type { Body } from "./read-body";
export type { StampedRecordRow } from "./record-rows";
export type { StampedSpanRow } from "./span-rows";
export type { NamedSender, SenderStamp, SenderStanding } from "./standing";
