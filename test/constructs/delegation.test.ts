import { reader, rolesOfDuty } from "../../lib/constructs/delegated-duties";
import { builtinRoles } from "../../lib/emulator/access/roles";
import type { Tenant } from "../../lib/tenants";
import { subscriptionId, tenant } from "./support/fixtures";
import { synthesized } from "./support/synth";

const managingTenantId = "33333333-3333-4333-8333-333333333333";
const [analysts, engineers, approvers] = ["4", "5", "6"].map(
  (d) => `${d.repeat(8)}-4444-4444-8444-${d.repeat(12)}`,
) as [string, string, string];
const delegated = (duties: Partial<NonNullable<Tenant["delegation"]>>) =>
  synthesized({ ...tenant, delegation: { managingTenantId, ...duties } }, "fabrikam-delegation");
const definition = "azurerm_lighthouse_definition";
const [sentinelReader, responder, operator] = [...rolesOfDuty.read, ...rolesOfDuty.respond].map(({ id }) => id);

test("people of the managing tenant reach the resource group, and nothing else", () => {
  const template = delegated({ read: { groups: [{ id: analysts, name: "SOC" }] } });
  expect(template.resource(definition)).toMatchObject({
    managing_tenant_id: managingTenantId,
    scope: `/subscriptions/${subscriptionId}`,
    authorization: [{ principal_id: analysts, principal_display_name: "SOC", role_definition_id: sentinelReader }],
  });
  expect(template.resource("azurerm_lighthouse_assignment")).toMatchObject({
    scope: `/subscriptions/${subscriptionId}/resourceGroups/rg-soc`,
    lighthouse_definition_id: expect.stringMatching(/^\$\{azurerm_lighthouse_definition\.definition\.id\}$/),
  });
});

test("what is activated asks for a second factor, and leaves whoever activates it to read", () => {
  const groups = [{ id: analysts, name: "SOC" }];
  const { authorization, eligible_authorization: eligible } = delegated({
    read: { groups },
    respond: { groups, eligible: { hours: 4, approvers: [approvers] } },
    deploy: { groups: [{ id: engineers, name: "Engineers" }], eligible: { hours: 2 } },
  }).resource(definition) as Record<string, Record<string, unknown>[]>;
  expect(authorization!.map(({ principal_id: id, role_definition_id: role }) => [id, role])).toEqual([
    [analysts, sentinelReader],
    [analysts, reader.id],
    [engineers, reader.id],
  ]);
  expect(eligible!.slice(0, 2)).toEqual(
    [responder, operator].map((role) => ({
      principal_id: analysts,
      principal_display_name: "SOC",
      role_definition_id: role,
      just_in_time_access_policy: {
        multi_factor_auth_provider: "Azure",
        maximum_activation_duration: "PT4H",
        approver: [{ principal_id: approvers }],
      },
    })),
  );
  expect(eligible!.slice(2).map(({ role_definition_id: role }) => role)).toEqual(
    rolesOfDuty.deploy.map(({ id }) => id),
  );
  expect(eligible!.at(-1)).toMatchObject({ just_in_time_access_policy: { maximum_activation_duration: "PT2H" } });
});

test("the same people with two duties hold each role once", () => {
  const groups = [{ id: analysts, name: "SOC" }];
  const { authorization } = delegated({
    respond: { groups, eligible: { hours: 1 } },
    deploy: { groups, eligible: { hours: 1 } },
  }).resource(definition) as { authorization: unknown[] };
  expect(authorization).toHaveLength(1);
});

test.each(Object.entries(rolesOfDuty))(
  "the roles of %s are Azure's, reach into no data and grant nothing",
  (_, roles) => {
    for (const { name, id } of roles) {
      // It lists and starts playbooks; the emulator knows no such role.
      if (name === "Microsoft Sentinel Playbook Operator") continue;
      const role = builtinRoles.find((one) => one.id === id);
      expect(role).toMatchObject({ name });
      expect(role!.dataActions ?? []).toEqual([]);
      expect(role!.actions.filter((action) => /^\*$|^Microsoft\.Authorization\/.*(\*|write)$/i.test(action))).toEqual(
        [],
      );
    }
  },
);

test("there is no stack where nobody is let in", () => {
  expect(() => synthesized(tenant, "fabrikam-delegation")).toThrow();
});
