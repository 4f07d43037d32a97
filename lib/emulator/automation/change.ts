/** Who changed an incident, as automation rules can ask. */
export type UpdateSource = "AlertGrouping" | "Microsoft365Defender" | "Playbook" | "User";

/** One thing about an incident that changed. */
export type IncidentChange =
  | { readonly what: "Alerts"; readonly source: UpdateSource; readonly alertIds: readonly string[] }
  | { readonly what: "Comments" | "Labels" | "Tactics"; readonly source: UpdateSource }
  | {
      readonly what: "IncidentStatus" | "IncidentSeverity" | "IncidentOwner";
      readonly source: UpdateSource;
      readonly from: string;
      readonly to: string;
    };
