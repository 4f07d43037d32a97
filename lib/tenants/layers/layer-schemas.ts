import { tenantSchema } from "../schema";

type Schema = Readonly<Record<string, unknown>>;

/** What each tenant says for itself: shared, it would be another tenant's. */
const ownKeys = [
  "name",
  "tenantId",
  "subscriptionId",
  "sameTenantAs",
  "ring",
  "sentinelServicePrincipalObjectId",
  "senders",
  "senderPrincipalIds",
  "externalAgents",
];

const { required: _, ...anyTenant } = tenantSchema;

/** Objects that layers add to: what one of them lacks another may have. Items of lists are whole. */
function partial(schema: Schema): Schema {
  const { required: _required, minProperties: _least, properties, ...rest } = schema;
  if (!properties) return schema;
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties as Schema).map(([key, value]) => [key, partial(value as Schema)]),
    ),
  };
}

const whole = partial(anyTenant as Schema);
const { $id: _id, title: _title, ...settings } = whole;
const shared = {
  ...settings,
  properties: Object.fromEntries(Object.entries(whole.properties as Schema).filter(([key]) => !ownKeys.includes(key))),
};

/** `tenants/<name>.yaml`: what differs from defaults and ring. */
export const tenantFileSchema = {
  $id: "tenant.schema.json",
  title: tenantSchema.title,
  ...settings,
  required: ["name", "tenantId", "subscriptionId"],
};

/** `tenants/defaults.yaml`: what holds for every tenant that says nothing else. */
export const defaultsSchema = { $id: "tenant-defaults.schema.json", title: "Defaults of tenants", ...shared };

/** `tenants/rings.yaml`: in the order in which changes are rolled out. */
export const ringsSchema = {
  $id: "tenant-rings.schema.json",
  title: "Rings of tenants",
  type: "object",
  required: ["rings"],
  additionalProperties: false,
  properties: {
    rings: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["name"],
        additionalProperties: false,
        properties: {
          name: {
            type: "string",
            pattern: "^[a-z0-9][a-z0-9-]{0,39}$",
            "x-message": "a ring's name has lower-case letters, digits and hyphens",
          },
          soakHours: {
            type: "integer",
            minimum: 0,
            maximum: 336,
            description: "how long a change stays here before the next ring gets it; 24 when left out",
          },
          settings: { ...shared, description: "what holds for the ring's tenants, over the defaults" },
        },
      },
    },
  },
};

/** A key that only a tenant's own file may have. */
export const isOwnKey = (key: string): boolean => ownKeys.includes(key);
