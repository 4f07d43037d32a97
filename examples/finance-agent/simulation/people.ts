import type { User } from "../planner/task";

/** The finance team. Invented people. */
export const FINANCE_TEAM: User[] = [
  { id: "0b9e6c52-7d13-4a8f-95c4-e21f7a306d84", name: "nora.brandt@contoso.com", address: "10.20.14.31" },
  { id: "5d47f1a8-2c96-4be3-8f0a-93b6c8d71e25", name: "ivo.marsh@contoso.com", address: "10.20.14.57" },
  { id: "c83a20e7-91f4-4d65-b7e8-4f0c6d5a9b13", name: "lena.okafor@contoso.com", address: "10.20.14.62" },
  { id: "e6f0d5b9-38a7-4c21-a54d-70b1e8c9f342", name: "tomas.reyes@contoso.com", address: "10.20.15.12" },
  { id: "17c4b8d3-e50f-4962-8d3b-c6a92f7e0158", name: "aiko.lindh@contoso.com", address: "10.20.15.40" },
];
