import type { FunctionSchema } from "@sentinel-agent-identities/kql";

const empty = "datatable(TimeGenerated:datetime, EventCount:int)[]";

/**
 * ASIM functions that every Sentinel workspace has, as far as they read native tables: the DNS parser without the
 * source-specific parsers it unites, and the empty legs that keep the unions of parsers valid.
 * @see https://learn.microsoft.com/azure/sentinel/normalization-schema-dns
 */
export const asimFunctions: readonly FunctionSchema[] = [
  {
    name: "_Im_Dns",
    parameters:
      "(starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr:string='*', " +
      "domain_has_any:dynamic=dynamic([]), responsecodename:string='*', response_has_ipv4:string='*', " +
      "response_has_any_prefix:dynamic=dynamic([]), eventtype:string='Query')",
    body: `ASimDnsActivityLogs
      | where isnull(starttime) or TimeGenerated >= starttime
      | where isnull(endtime) or TimeGenerated <= endtime
      | where srcipaddr == '*' or SrcIpAddr == srcipaddr
      | where array_length(domain_has_any) == 0 or DnsQuery has_any (domain_has_any)
      | where responsecodename == '*' or EventResultDetails =~ responsecodename
      | where response_has_ipv4 == '*' or has_ipv4(DnsResponseName, response_has_ipv4)
      | where array_length(response_has_any_prefix) == 0 or has_any_ipv4_prefix(DnsResponseName, response_has_any_prefix)
      | where eventtype == 'all' or EventType =~ eventtype or (eventtype == 'Query' and EventType == 'lookup')
      | extend DnsResponseCodeName = EventResultDetails, Domain = DnsQuery, IpAddr = SrcIpAddr, IPAddress = SrcIpAddr, User = SrcUsername, Computer = Dvc`,
  },
  ...["vimFileEventEmpty", "vimRegistryEventEmpty", "vimWebSessionEmpty", "ASimWebSessionEmpty"].map((name) => ({
    name,
    body: empty,
  })),
];
