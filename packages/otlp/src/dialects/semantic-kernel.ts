import type { Dialect } from "./dialect";

/** Microsoft Semantic Kernel, for .NET and Python. */
export const semanticKernel: Dialect = {
  name: "Semantic Kernel",
  source: "https://github.com/microsoft/semantic-kernel/blob/main/docs/decisions/0044-OTel-semantic-convention.md",
  columns: {
    "semantic_kernel.function.name": "ToolName",
    "sk.function.name": "ToolName",
  },
  kinds: {
    "gen_ai.operation.name": {
      "chat.completions": "ModelInference",
      "text.completions": "ModelInference",
      "chat.streaming_completions": "ModelInference",
      "text.streaming_completions": "ModelInference",
      "text.embeddings": "ModelInference",
      auto_function_invocation: "ToolExecuted",
    },
  },
  names: {
    "chat.completions": "ModelInference",
    "text.completions": "ModelInference",
    autofunctioninvocationloop: "Other",
  },
};
