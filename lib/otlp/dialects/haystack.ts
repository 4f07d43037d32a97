import type { Dialect } from "./dialect";

/** Haystack. */
export const haystack: Dialect = {
  name: "Haystack",
  source: "https://docs.haystack.deepset.ai/docs/tracing",
  columns: {
    "haystack.pipeline.name": "WorkflowName",
    "haystack.tool.name": "ToolName",
    "haystack.agent.name": "SrcAgentName",
  },
  kinds: {
    "haystack.component.type": {
      Agent: "AgentInvoked",
      ToolInvoker: "ToolExecuted",
      OpenAIGenerator: "ModelInference",
      OpenAIChatGenerator: "ModelInference",
      AzureOpenAIGenerator: "ModelInference",
      AzureOpenAIChatGenerator: "ModelInference",
      AnthropicChatGenerator: "ModelInference",
      GoogleGenAIChatGenerator: "ModelInference",
      AmazonBedrockChatGenerator: "ModelInference",
      OllamaChatGenerator: "ModelInference",
      MistralChatGenerator: "ModelInference",
      OpenAITextEmbedder: "ModelInference",
      OpenAIDocumentEmbedder: "ModelInference",
      SentenceTransformersTextEmbedder: "ModelInference",
      InMemoryBM25Retriever: "DataAccessed",
      InMemoryEmbeddingRetriever: "DataAccessed",
      ElasticsearchBM25Retriever: "DataAccessed",
      QdrantEmbeddingRetriever: "DataAccessed",
      PgvectorEmbeddingRetriever: "DataAccessed",
      DocumentWriter: "DataWritten",
    },
  },
  names: {
    "haystack.pipeline.run": "WorkflowInvoked",
    "haystack.async_pipeline.run": "WorkflowInvoked",
    "haystack.agent.run": "AgentInvoked",
    "haystack.component.run": "Other",
  },
  onKind: {
    AgentInvoked: { "haystack.component.name": "SrcAgentName" },
    ToolExecuted: { "haystack.component.name": "ToolName" },
  },
  marks: ["haystack."],
};
