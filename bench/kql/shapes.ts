import { day, now, ticks } from "./data";

/** A detection in KQL and as SQL someone would write by hand. */
export interface Shape {
  readonly name: string;
  readonly kql: string;
  readonly sql: string;
}

const end = ticks(now);

const failedLogons = (days: number): Pick<Shape, "kql" | "sql"> => ({
  kql: `Signins
    | where TimeGenerated > ago(${days}d) and ResultType == "50126"
    | extend City = tostring(Location.city)
    | summarize Failures = count(), Users = dcount(User), Cities = make_set(City, 10) by IP
    | where Users > 5 | summarize Addresses = count(), Most = max(Failures)`,
  sql: `SELECT count(*), max(failures) FROM (
      SELECT "IP", count(*) AS failures, count(DISTINCT "User") AS users, list(DISTINCT "Location"->>'$.city')[1:10] AS cities
      FROM "Signins" WHERE "TimeGenerated" > ${end - BigInt(days) * day} AND "ResultType" = '50126' GROUP BY "IP") WHERE users > 5`,
});

/** The six shapes that rules are mostly made of. */
export const shapes: readonly Shape[] = [
  { name: "failed logons, 1 day, JSON, dcount, make_set", ...failedLogons(1) },
  { name: "the same over 14 days", ...failedLogons(14) },
  {
    name: "has_any and =~ over command lines",
    kql: `Processes
      | where FileName =~ "powershell.exe" or CommandLine has_any ("EncodedCommand", "FromBase64String", "DownloadString")
      | summarize Runs = count() by Host | summarize Hosts = count(), Most = max(Runs)`,
    sql: `SELECT count(*), max(runs) FROM (SELECT "Host", count(*) AS runs FROM "Processes"
      WHERE lower("FileName") = 'powershell.exe'
        OR regexp_matches("CommandLine", '(?i)(^|[^\\pL\\pN])(EncodedCommand|FromBase64String|DownloadString)([^\\pL\\pN]|$)')
      GROUP BY "Host")`,
  },
  {
    name: "fail, then success: join and arg_min",
    kql: `let Fails = Signins | where TimeGenerated > ago(1d) and ResultType == "50126" | summarize arg_min(TimeGenerated, *) by User;
      Fails | join kind=inner (Signins | where TimeGenerated > ago(1d) and ResultType == "0" | project User, Success = TimeGenerated, SuccessIP = IP) on User
      | where Success > TimeGenerated and Success - TimeGenerated < 10m and IP != SuccessIP | summarize count(), dcount(User)`,
    sql: `WITH fails AS (SELECT "User", min("TimeGenerated") AS first, arg_min(s, "TimeGenerated") AS row FROM "Signins" s
        WHERE "TimeGenerated" > ${end - day} AND "ResultType" = '50126' GROUP BY "User")
      SELECT count(*), count(DISTINCT f."User") FROM fails f JOIN "Signins" s ON s."User" = f."User"
      WHERE s."TimeGenerated" > ${end - day} AND s."ResultType" = '0' AND s."TimeGenerated" > f.first
        AND s."TimeGenerated" - f.first < 6000000000 AND f.row."IP" <> s."IP"`,
  },
  {
    name: "14-day baseline, leftanti",
    kql: `Signins | where TimeGenerated > ago(1d) | distinct User, App
      | join kind=leftanti (Signins | where TimeGenerated between (ago(14d) .. ago(1d)) | distinct User, App) on User, App
      | summarize New = count()`,
    sql: `SELECT count(*) FROM (SELECT DISTINCT "User", "App" FROM "Signins" WHERE "TimeGenerated" > ${end - day}) n
      ANTI JOIN (SELECT DISTINCT "User", "App" FROM "Signins" WHERE "TimeGenerated" BETWEEN ${end - 14n * day} AND ${end - day}) b USING ("User", "App")`,
  },
  {
    name: "make-series, hourly",
    kql: `Signins | where ResultType == "50126"
      | make-series Failures = count() default = 0 on TimeGenerated from ago(14d) to now() step 1h by App
      | summarize Series = count(), Points = sum(array_length(Failures))`,
    sql: `WITH bins AS (SELECT "App", ("TimeGenerated" - ${end - 14n * day}) // ${day / 24n} AS bin, count(*) AS failures FROM "Signins"
        WHERE "ResultType" = '50126' AND "TimeGenerated" >= ${end - 14n * day} AND "TimeGenerated" < ${end} GROUP BY ALL),
      grid AS (SELECT "App", bin FROM (SELECT DISTINCT "App" FROM bins), range(336) r(bin)),
      series AS (SELECT "App", list(coalesce(failures, 0) ORDER BY bin) AS failures FROM grid LEFT JOIN bins USING ("App", bin) GROUP BY "App")
      SELECT count(*), sum(len(failures)) FROM series`,
  },
];
