export type { Body, TelemetryAnswer as IntakeAnswer } from "@sentinel-agent-identities/otlp/receiving";
export { Intake, type IntakeOptions, type IntakeRequest } from "./intake";
export type { StampedRecordRow } from "./record-rows";
export type { StampedSpanRow } from "./span-rows";
export type { NamedSender, SenderStamp, SenderStanding } from "./standing";
