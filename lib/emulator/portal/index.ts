export { Portal, type ResolvedAlert } from "./portal";
export {
  azurePortal,
  type PortalSettings,
  portalSettings,
} from "./settings";
