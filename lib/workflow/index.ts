export { ExpressionError, ExpressionSyntaxError, WorkflowError, WorkflowInputError } from "./errors";
export { evaluate, evaluateTemplate } from "./expression/evaluate";
export { parseTemplate } from "./expression/template";
export { functionNames } from "./functions";
