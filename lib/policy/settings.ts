/** What a project decides about the checks. */
export interface PolicySettings {
  /** `private`: services answer on private endpoints only @default standard */
  readonly profile: "standard" | "private";
  /** tags that every resource has @default owner */
  readonly requiredTags: readonly string[];
}

export const defaultSettings: PolicySettings = { profile: "standard", requiredTags: ["owner"] };
