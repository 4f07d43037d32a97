import { agentId, directoryOf, failures, incident, mailbox, said, start } from "./cloud";

describe("PB-08", () => {
  const notify = async (setting: Parameters<typeof start>[0] = {}, parameters = {}) => {
    const { cloud } = await start(setting);
    return { cloud, run: await cloud.run("agentid-notify-owners", incident([agentId]), { parameters }) };
  };

  test("names sponsors and owners, and writes to them from the tenant's mailbox", async () => {
    const { cloud, run } = await notify();
    expect([run.status, failures(run)]).toEqual(["Succeeded", []]);
    expect(said(run)).toEqual([expect.stringMatching(/Sponsor: Sam Sponsor, sam@contoso\.com.*A mail was sent/)]);
    expect(cloud.directory.mails).toEqual([
      expect.objectContaining({
        from: mailbox,
        message: expect.objectContaining({ toRecipients: [{ emailAddress: { address: "sam@contoso.com" } }] }),
      }),
    ]);
    expect(run.ledger).toEqual([
      expect.objectContaining({
        ActionType: "Notify",
        ActionMode: "Enforced",
        ResultState: "Succeeded",
        HttpStatus: 202,
      }),
    ]);
  });

  test.each<[string, object, object, string, RegExp]>([
    ["without a mailbox", {}, { MailSender: "" }, "Skipped", /No mail: The tenant has no mailbox/],
    ["in a dry run", {}, { ResponseMode: "DryRun" }, "DryRun", /would have been sent/],
    [
      "to an agent that nobody answers for",
      { directory: (stack: string) => ({ ...directoryOf(stack), relations: {} }) },
      {},
      "Skipped",
      /neither sponsor nor owner/,
    ],
  ])("%s nothing is sent", async (_what, setting, parameters, state, says) => {
    const { cloud, run } = await notify(setting, parameters);
    expect([run.status, cloud.directory.mails, run.ledger[0]!.ResultState]).toEqual(["Succeeded", [], state]);
    expect(said(run)[0]).toMatch(says);
  });

  test.each([
    ["mail", { without: "Mail.Send" }],
    ["answer", { faults: [{ method: "GET", url: "*/sponsors?*", status: 400 }] }],
  ])("no %s: told to do it by hand, and the run fails", async (_what, setting) => {
    const { run } = await notify(setting);
    expect([run.status, run.ledger[0]!.ResultState]).toEqual(["Failed", "Failed"]);
    expect(said(run)[0]).toMatch(/NO MAIL WAS SENT: tell them by hand/);
  });
});
