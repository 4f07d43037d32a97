import { compile, KqlAnalyzer } from "@sentinel-agent-identities/kql";
import { builtinTables } from "../../lib/log-analytics";
import { measure } from "../measure";
import { line, milliseconds } from "../print";

/** Forty lines of a usual rule; `seed` keeps every one different. */
const rule = (seed: number): string => `let Lookback = 14d;
let Recent = 1d;
let Threshold = ${seed};
let Admins = dynamic(["ada", "bob", "eve"]);
let Known = SigninLogs
    | where TimeGenerated between (ago(Lookback) .. ago(Recent))
    | where ResultType == "0"
    | extend City = tostring(LocationDetails.city)
    | summarize Seen = count() by UserPrincipalName, City;
let Risky = AuditLogs
    | where TimeGenerated > ago(Recent)
    | where OperationName has_any ("credential", "secrets", "consent")
    | mv-expand Target = TargetResources
    | extend TargetId = tostring(Target.id)
    | extend Initiator = tolower(tostring(InitiatedBy.user.userPrincipalName))
    | where isnotempty(Initiator)
    | summarize Changes = count(), Operations = make_set(OperationName, 20) by Initiator;
SigninLogs
| where TimeGenerated > ago(Recent)
| where ResultType == "0"
| extend City = tostring(LocationDetails.city)
| extend Country = tostring(LocationDetails.countryOrRegion)
| extend Name = tostring(split(UserPrincipalName, "@")[0])
| extend IsAdmin = Name in~ (Admins)
| join kind=leftanti Known on UserPrincipalName, City
| summarize
    FirstSeen = min(TimeGenerated),
    LastSeen = max(TimeGenerated),
    Signins = count(),
    Addresses = make_set(IPAddress, 50),
    Apps = dcount(AppDisplayName),
    Countries = make_set(Country, 10)
    by UserPrincipalName, Name, City, IsAdmin
| where Signins > Threshold
| extend Initiator = tolower(UserPrincipalName)
| join kind=inner Risky on Initiator
| extend Span = LastSeen - FirstSeen
| extend Score = iff(IsAdmin, 3, 1) * Changes
| project FirstSeen, LastSeen, Span, UserPrincipalName, Name, City, Signins, Apps, Addresses, Countries, Operations, Score
| sort by Score desc`;

/** Analysis and compilation against all built-in tables. */
export async function benchCompile(): Promise<void> {
  const analyzer = new KqlAnalyzer({ tables: builtinTables() });
  const once = (seed: number) => compile(analyzer.analyze(rule(seed)));
  let seed = 0;
  const [single] = await measure([() => once(seed++)], 20, 5);
  line(`analyse and compile ${rule(0).split("\n").length} lines, warm`, milliseconds(single!));
  const [fifty] = await measure([() => Array.from({ length: 50 }, () => once(seed++))], 3, 0);
  line("50 such rules in a row", milliseconds(fifty!));
}
