import { agentId, incident, said, start } from "./cloud";

describe("PB-08, refused by Microsoft Graph", () => {
  const notify = async (setting: Parameters<typeof start>[0] = {}) => {
    const { cloud } = await start(setting);
    return { cloud, run: await cloud.run("agentid-notify-owners", incident([agentId])) };
  };

  test("without a permission to read names, people are told by their ids", async () => {
    const { run } = await notify({
      faults: [{ method: "GET", url: /(sponsors|owners)\?\$select=.*displayName/, status: 403 }],
    });
    expect([run.status, run.ledger[0]!.ResultState]).toEqual(["Succeeded", "Skipped"]);
    expect(said(run)[0]).toMatch(/Sponsor: .*\([0-9a-f-]{36}\).*No mail: No sponsor or owner has a mail address/);
    expect(said(run)[0]).not.toMatch(/403|could not/);
  });

  test("without a permission to read lists, nothing is said of it but that there was no mail", async () => {
    const { run } = await notify({ faults: [{ method: "GET", url: /(sponsors|owners)\?/, status: 403 }] });
    expect([run.status, run.ledger[0]!.ResultState]).toEqual(["Succeeded", "Skipped"]);
    expect(said(run)[0]).toMatch(/No mail: The playbook may not read sponsors and owners/);
    expect(said(run)[0]).not.toMatch(/403|could not/);
  });
});
