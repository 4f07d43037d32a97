import { labelRow, purviewTable } from "../background/labelling";
import { labels } from "../labels";
import { minute } from "../time";
import type { Scenario } from "./scenario";

/** Takes labels off documents, so that nothing hinders their way out. */
export const labelDowngrade: Scenario = {
  name: "label-downgrade",
  title: "An agent lowers and removes sensitivity labels",
  detections: ["AIC-062"],
  write({ plan: { company } }, agent, at, stage) {
    const changes = [
      { event: "LabelDowngraded", from: labels.highlyConfidential, to: labels.general },
      { event: "LabelRemoved", from: labels.restricted },
    ] as const;
    for (const [i, change] of changes.entries()) {
      const time = at + i * minute;
      const item = `board-minutes-${i + 1}.docx`;
      stage.row(purviewTable, time, labelRow(company, agent, time, { id: stage.random.guid(), item, ...change }));
    }
  },
};
