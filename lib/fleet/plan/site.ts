import type { Random } from "../random";

/** Where agents run: a region with its outbound addresses. */
export interface Site {
  readonly region: string;
  readonly country: string;
  readonly city: string;
  readonly asn: string;
  /** first two numbers of its addresses */
  readonly network: string;
}

const sites: readonly Site[] = [
  { region: "westeurope", country: "NL", city: "Amsterdam", asn: "8075", network: "20.61" },
  { region: "northeurope", country: "IE", city: "Dublin", asn: "8075", network: "20.107" },
  { region: "germanywestcentral", country: "DE", city: "Frankfurt", asn: "8075", network: "20.218" },
];

/** Where workloads on GitHub's runners come from. */
const runners: Site = { region: "eastus", country: "US", city: "Boydton", asn: "8075", network: "20.102" };

/** A site, and two outbound addresses there. */
export function planSite(random: Random, onRunners: boolean): { site: Site; addresses: readonly string[] } {
  const site = onRunners ? runners : random.pick(sites);
  const third = random.int(1, 250);
  const fourth = random.int(2, 250);
  const address = (offset: number) => `${site.network}.${third}.${fourth + offset}`;
  return { site, addresses: [address(0), address(1)] };
}

/** A region of the same cloud in another country, and two outbound addresses there. */
export function otherSite(random: Random, region: string): { site: Site; addresses: readonly string[] } {
  const site = random.pick(sites.filter((one) => one.region !== region));
  const third = random.int(1, 250);
  return { site, addresses: [`${site.network}.${third}.17`, `${site.network}.${third}.18`] };
}
