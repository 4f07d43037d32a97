export { Intake, type IntakeAnswer, type IntakeOptions, type IntakeRequest } from "./intake";
