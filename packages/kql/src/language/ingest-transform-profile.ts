/**
 * What Azure Monitor documents for ingestion-time transforms (page of 2026-05-15):
 * learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-transformations-kql
 */

/** Characters of a transform. */
export const MAX_LENGTH = 15_360;
/** Columns that one parse statement may extract. */
export const MAX_PARSE_COLUMNS = 10;

export const allowedOperators = [
  "extend",
  "project",
  "print",
  "where",
  "parse",
  "project-away",
  "project-rename",
  "datatable",
];

/** Syntax kinds of the allowed operators. */
export const operatorKinds: ReadonlySet<string> = new Set([
  "ExtendOperator",
  "ProjectOperator",
  "PrintOperator",
  "FilterOperator",
  "ParseOperator",
  "ProjectAwayOperator",
  "ProjectRenameOperator",
  "DataTableExpression",
]);

export const allowedStringOperators = [
  "==",
  "!=",
  "=~",
  "!~",
  "contains",
  "!contains",
  "contains_cs",
  "!contains_cs",
  "has",
  "!has",
  "has_cs",
  "!has_cs",
  "startswith",
  "!startswith",
  "startswith_cs",
  "!startswith_cs",
  "endswith",
  "!endswith",
  "endswith_cs",
  "!endswith_cs",
  "matches regex",
  "in",
  "!in",
];

/** Operators that are not on the list, by syntax kind. */
export const stringOperatorKinds: ReadonlyMap<string, string> = new Map([
  ["InCsExpression", "in~"],
  ["NotInCsExpression", "!in~"],
  ["HasAnyExpression", "has_any"],
  ["HasAllExpression", "has_all"],
  ["HasPrefixExpression", "hasprefix"],
  ["HasPrefixCsExpression", "hasprefix_cs"],
  ["NotHasPrefixExpression", "!hasprefix"],
  ["HasSuffixExpression", "hassuffix"],
  ["HasSuffixCsExpression", "hassuffix_cs"],
  ["NotHasSuffixExpression", "!hassuffix"],
  ["BetweenExpression", "between"],
  ["NotBetweenExpression", "!between"],
]);

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Functions on the documented list, by their spelling there. */
export const allowedFunctions: ReadonlySet<string> = new Set(
  words(`
    binary_and binary_or binary_not binary_xor binary_shift_left binary_shift_right
    tobool todatetime todouble toreal toguid toint tolong tostring totimespan
    ago datetime_add datetime_diff datetime_part dayofmonth dayofweek dayofyear endofday endofmonth endofweek endofyear
    getmonth monthofyear getyear hourofday make_datetime make_timespan now startofday startofmonth startofweek
    startofyear weekofyear
    array_concat array_length pack pack_array parse_json parse_xml zip
    abs bin floor ceiling exp exp10 exp2 isfinite isinf isnan log log10 log2 pow round sign
    case iif max_of min_of
    base64_encodestring base64_decodestring countof extract extract_all indexof isempty isnotempty replace split strcat
    strcat_delim strlen substring tolower toupper hash_sha256
    gettype isnotnull isnull columnifexists parse_cef_dictionary geo_location not
  `),
);

/** Not documented, but in transforms that Microsoft ships. */
export const shippedFunctions: ReadonlySet<string> = new Set(["iff", "bag_pack", "todynamic"]);

/** What to write instead. */
export const documentedSpellings: ReadonlyMap<string, string> = new Map([
  ["iff", "iif"],
  ["bag_pack", "pack"],
  ["todynamic", "parse_json"],
  ["column_ifexists", "columnifexists"],
  ["replace_string", "replace"],
  ["replace_regex", "replace"],
  ["base64_encode_tostring", "base64_encodestring"],
  ["base64_decode_tostring", "base64_decodestring"],
  ["coalesce", "iif(isnotempty(a), a, b)"],
  ["toboolean", "tobool"],
  ["week_of_year", "weekofyear"],
]);
