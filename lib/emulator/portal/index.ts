export { Portal, type ResolvedAlert } from "./portal";
export {
  azurePortal,
  defenderPortal,
  type ForeignAlert,
  type Merge,
  type PortalSettings,
  portalSettings,
} from "./settings";
