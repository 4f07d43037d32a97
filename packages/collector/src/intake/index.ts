export type { Body, TelemetryAnswer as IntakeAnswer } from "../../../otlp/src/receiving";
export { Intake, type IntakeOptions, type IntakeRequest } from "./intake";
export type { StampedRecordRow } from "./record-rows";
export type { StampedSpanRow } from "./span-rows";
export type { NamedSender, SenderStamp, SenderStanding } from "./standing";
