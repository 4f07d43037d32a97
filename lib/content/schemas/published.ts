import { connectorSchema } from "./connector";
import { detectionSchema } from "./detection";
import { detectionTestSchema } from "./detection-test";
import { functionSchema } from "./function";
import { governanceSchema } from "./governance";
import { huntingSchema, huntingTestSchema } from "./hunting";
import { playbookSchema } from "./playbook";
import { playbookTestSchema } from "./playbook-test";
import { summarySchema } from "./summary";
import { tableSchema } from "./table";
import { watchlistSchema } from "./watchlist";
import { workbookSchema } from "./workbook";
import { workspaceTransformSchema } from "./workspace-transform";

/** Every schema that is published under `schemas/` for editors. */
export const contentSchemas = [
  connectorSchema,
  tableSchema,
  workspaceTransformSchema,
  functionSchema,
  summarySchema,
  watchlistSchema,
  detectionSchema,
  detectionTestSchema,
  huntingSchema,
  huntingTestSchema,
  workbookSchema,
  playbookSchema,
  playbookTestSchema,
  governanceSchema,
] as const;
