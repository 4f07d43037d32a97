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

/** Where those work who have another cloud, or none. */
const elsewhere: readonly Site[] = [
  { region: "us-east-1", country: "US", city: "Ashburn", asn: "14618", network: "54.81" },
  { region: "asia-south1", country: "IN", city: "Mumbai", asn: "396982", network: "34.93" },
  { region: "on-premises", country: "DE", city: "Hannover", asn: "3320", network: "80.153" },
];

/** A site, and as many outbound addresses there. */
export function planSite(random: Random, onRunners: boolean, count = 2): { site: Site; addresses: readonly string[] } {
  const site = onRunners ? runners : random.pick(sites);
  const third = random.int(1, 250);
  const fourth = random.int(2, 250);
  return { site, addresses: Array.from({ length: count }, (_, i) => `${site.network}.${third}.${fourth + i}`) };
}

/** A second site with another operator, and as many outbound addresses there. */
export function planTwin(random: Random, count: number): { site: Site; addresses: readonly string[] } {
  const site = random.pick(elsewhere);
  const third = random.int(1, 200);
  return { site, addresses: Array.from({ length: count }, (_, i) => `${site.network}.${third + i}.${20 + i}`) };
}

/** A region of the same cloud in another country, and two outbound addresses there. */
export function otherSite(random: Random, region: string): { site: Site; addresses: readonly string[] } {
  const site = random.pick(sites.filter((one) => one.region !== region));
  const third = random.int(1, 250);
  return { site, addresses: [`${site.network}.${third}.17`, `${site.network}.${third}.18`] };
}
