import { auditRow, auditTable, blueprintTarget } from "../rows/audit";
import type { Scenario } from "./scenario";

/** A client secret is added to a blueprint that has lived on federated credentials: a way back in. */
export const blueprintSecret: Scenario = {
  name: "blueprint-secret",
  title: "Someone adds a client secret to an agent blueprint",
  detections: ["AIC-001"],
  write({ plan: { company } }, { blueprint }, at, stage) {
    const id = stage.random.guid();
    const secret = `[KeyIdentifier=${stage.random.guid()},KeyType=Password,KeyUsage=Verify,DisplayName=backup]`;
    stage.row(
      auditTable,
      at,
      auditRow(company, at, {
        id,
        operation: "Update application – Certificates and secrets management ",
        category: "ApplicationManagement",
        by: { user: company.people.at(-1)! },
        targets: [blueprintTarget(blueprint, [{ name: "KeyDescription", old: [], new: [secret] }])],
      }),
    );
  },
};
