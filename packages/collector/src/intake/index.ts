export type { TelemetryAnswer as IntakeAnswer } from "@sentinel-agent-identities/otlp/receiving";
export { Intake, type IntakeOptions, type IntakeRequest } from "./intake";
export type { NamedSender } from "./standing";
