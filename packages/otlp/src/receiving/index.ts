export { Admission, type AdmissionLimits, type Lease } from "./admission";
export { type Format, failure, type PartialSuccess, success, type TelemetryAnswer } from "./answers";
export {
  announcedSize,
  type Body,
  type BodyHeaders,
  type BodyLimits,
  bodyHeaders,
  type HeaderOf,
  readBody,
  unpack,
} from "./read-body";
export { later, Refusal } from "./refusal";
