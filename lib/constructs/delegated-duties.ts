/** What people of a managing tenant do. */
export type Duty = "read" | "respond" | "deploy";

/** A built-in role. Azure Lighthouse takes no role of one's own, none that reaches into data, and no owner. */
export interface DelegatedRole {
  readonly name: string;
  /** the same in every tenant */
  readonly id: string;
}

/** What whoever has to activate a duty has before: without it they do not see what they could activate it on. */
export const reader: DelegatedRole = { name: "Reader", id: "acdd72a7-3385-48ef-bd42-f606fba81ae7" };

/**
 * The least roles for each duty. None of them grants roles: who deploys what needs new permissions is an identity of the customer's own
 * tenant.
 */
export const rolesOfDuty: Readonly<Record<Duty, readonly DelegatedRole[]>> = {
  read: [{ name: "Microsoft Sentinel Reader", id: "8d289c81-5878-46d4-8554-54e1e3d8b5cb" }],
  respond: [
    { name: "Microsoft Sentinel Responder", id: "3e150937-b8fe-4cfb-8069-0eaf05ecd056" },
    { name: "Microsoft Sentinel Playbook Operator", id: "51d6186e-6489-4900-b93f-92e23144cca5" },
  ],
  deploy: [
    { name: "Microsoft Sentinel Contributor", id: "ab8e14d6-4a74-4a29-9ba8-549422addade" },
    { name: "Log Analytics Contributor", id: "92aaf0da-9dab-42b6-94a3-d43ce8d16293" },
    { name: "Monitoring Contributor", id: "749f88d5-cbae-40b8-bcfc-e573ddc772fa" },
    { name: "Logic App Contributor", id: "87a39d53-fc1b-424a-814c-f7e04687dc9e" },
  ],
};
