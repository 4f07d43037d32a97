import { scalar } from "../../plan/scalar";
import type { FunctionFamily } from "../family";
import { text } from "./helpers";

export const network: FunctionFamily = {
  functions: {
    ipv4_is_private: (call) => scalar("bool", `kql_ipv4_is_private(${text(call, 0)})`),
  },
  scripts: [
    {
      name: "kql_ipv4_is_private",
      parameters: ["VARCHAR"],
      returns: "BOOLEAN",
      run: (ip: string) => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(ip),
    },
  ],
};
