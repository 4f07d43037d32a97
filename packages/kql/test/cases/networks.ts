import type { RowCase } from "../harness";

const log = "'05:04:54 127.0.0.1 GET /favicon.ico 404, 10.1.2.30:443'";

/** Addresses: compared by the bits that count, in ranges, in texts; what is no address is null. */
export const networks: readonly RowCase[] = [
  [
    "IPv4 addresses compared",
    "print ipv4_compare('192.168.1.1', '192.168.1.1'), ipv4_compare('192.168.1.1/24', '192.168.1.255/24'), ipv4_compare('192.168.1.1', '192.168.1.0', 24), ipv4_compare('192.168.1.1', '192.168.1.255'), ipv4_compare('192.168.1.255', '192.168.1.1'), ipv4_compare('1.2.3.4/31', '1.2.3.5'), ipv4_compare('1.2.3.4/31', '1.2.3.6/30'), ipv4_compare('1.2.3', '1.2.3.4')",
    [[0, 0, 0, -1, 1, 0, 0, null]],
  ],
  [
    "IPv4 addresses that match",
    "print ipv4_is_match('192.168.1.1/24', '192.168.1.255/24'), ipv4_is_match('192.168.1.1', '192.168.1.2'), ipv4_is_match('10.1.2.3', '10.1.3.3', 23), ipv4_is_match('10.1.2.3', '10.1.4.3', 23), ipv4_is_match('10.1.2.256', '10.1.2.3'), ipv4_is_match('0.0.0.0', '255.255.255.255', 0)",
    [[true, false, true, false, null, true]],
  ],
  [
    "IPv6 addresses compared, also with IPv4 ones",
    "print ipv6_compare('::ffff:7f00:1', '127.0.0.1'), ipv6_compare('fe80::85d:e82c:9446:7994', 'fe80::85d:e82c:9446:7995'), ipv6_compare('fe80::85d:e82c:9446:7995', 'fe80::85d:e82c:9446:7994'), ipv6_compare('fe80::85d:e82c:9446:7994', 'fe80::85d:e82c:9446:7995', 127), ipv6_compare('192.168.1.1/24', '192.168.1.255/24'), ipv6_compare('::1', 'x')",
    [[0, -1, 1, 0, 0, null]],
  ],
  [
    "what is an IPv6 address",
    "print parse_ipv6('fe80::1%eth0'), parse_ipv6('1::2::3'), parse_ipv6('1:2:3:4:5:6:7'), parse_ipv6('1:2:3:4:5:6:7:8:9'), parse_ipv6('12345::'), parse_ipv6('::ffff:10.0.0.1'), parse_ipv6('1:2:3:4:5:6:7::'), parse_ipv6('::/129'), parse_ipv6('1:2:3:4:5:6:7:8::'), parse_ipv6('::256.1.1.1')",
    [
      [
        "",
        "",
        "",
        "",
        "",
        "0000:0000:0000:0000:0000:ffff:0a00:0001",
        "0001:0002:0003:0004:0005:0006:0007:0000",
        "",
        "",
        "",
      ],
    ],
  ],
  [
    "prefixes of IPv6 addresses",
    "print parse_ipv6('2001:db8:abcd:12::5/64'), parse_ipv6('127.0.0.1/24'), parse_ipv6_mask('fe80::ffff', 120), parse_ipv6_mask('192.168.255.255', 120)",
    [
      [
        "2001:0db8:abcd:0012:0000:0000:0000:0000",
        "0000:0000:0000:0000:0000:ffff:7f00:0000",
        "fe80:0000:0000:0000:0000:0000:0000:ff00",
        "0000:0000:0000:0000:0000:ffff:c0a8:ff00",
      ],
    ],
  ],
  [
    "in a range, whose ends are in it",
    "print ipv4_is_in_range('192.168.1.0', '192.168.1.0/24'), ipv4_is_in_range('192.168.1.255', '192.168.1.0/24'), ipv4_is_in_range('192.168.2.0', '192.168.1.0/24'), ipv4_is_in_range('192.168.0.255', '192.168.1.0/24'), ipv4_is_in_range('127.0.0.1', '127.0.0.1'), ipv4_is_in_range('1.2.3.4', '0.0.0.0/0'), ipv4_is_in_range('10.0.0.0/7', '10.0.0.0/8'), ipv4_is_in_range('1.2.3.4', '1.2.3.0/33')",
    [[true, true, false, false, true, true, false, null]],
  ],
  [
    "in any of several ranges, also out of a list; what is no range counts for nothing",
    "print ipv4_is_in_any_range('192.168.1.6', '192.168.1.1/24', '10.0.0.1/8'), ipv4_is_in_any_range('127.0.0.1', dynamic(['x', '127.0.0.1'])), ipv4_is_in_any_range('1.2.3.4', '10.0.0.0/8', 'y'), ipv4_is_in_any_range('no', '10.0.0.0/8'), ipv6_is_in_any_range('a5e:f127:8a9d:146d:e102:b5d3:c755:f6cd', 'a5e:f127:8a9d:146d:e102:b5d3:c755:f6cd/112', '0:0:0:0:0:ffff:c0a8:ac/60'), ipv6_is_in_any_range('10.1.2.3', '192.168.0.0/16'), ipv6_is_in_range('2001:db8::1', '2001:db9::/32')",
    [[true, true, false, null, true, false, false]],
  ],
  [
    "borders of what is private",
    "print ipv4_is_private('10.0.0.0'), ipv4_is_private('11.0.0.0'), ipv4_is_private('172.16.0.0'), ipv4_is_private('172.31.255.255'), ipv4_is_private('172.15.255.255'), ipv4_is_private('192.168.0.1'), ipv4_is_private('192.169.0.1'), ipv4_is_private('10.0.0.0/8'), ipv4_is_private('8.8.8.8')",
    [[true, false, true, true, false, true, false, true, false]],
  ],
  [
    "masks and numbers",
    "print ipv4_netmask_suffix('10.1.2.3'), ipv4_netmask_suffix('10.1.2.3/24'), ipv4_netmask_suffix('x'), parse_ipv4('127.0.0.1'), parse_ipv4('192.1.168.1/24') == parse_ipv4('192.1.168.0'), parse_ipv4('192.1.168.256'), parse_ipv4_mask('127.0.0.1', 24), parse_ipv4_mask('192.1.168.2', 31) == parse_ipv4_mask('192.1.168.3', 31), parse_ipv4_mask('1.2.3.4', 33), parse_ipv4_mask('255.1.2.3', 0)",
    [[32, 24, null, 2130706433, true, null, 2130706432, true, null, 0]],
  ],
  [
    "addresses written",
    "print format_ipv4('192.168.1.1', 32), format_ipv4('192.168.1.255', 24), format_ipv4(3232236031), format_ipv4('192.168.1.255/24'), format_ipv4('x'), format_ipv4(-1), format_ipv4('1.2.3.4', 33), format_ipv4_mask('192.168.1.1', 24), format_ipv4_mask(3232236031, 16)",
    [["192.168.1.1", "192.168.1.0", "192.168.1.255", "192.168.1.0", "", "", "", "192.168.1.0/24", "192.168.0.0/16"]],
  ],
  [
    "a range of addresses as networks",
    "print ipv4_range_to_cidr_list('1.1.128.0', '1.1.140.255'), ipv4_range_to_cidr_list('10.0.0.1', '10.0.0.1'), ipv4_range_to_cidr_list('0.0.0.0', '255.255.255.255'), ipv4_range_to_cidr_list('10.0.0.2', '10.0.0.1'), ipv4_range_to_cidr_list('10.0.0.1', '10.0.0.6')",
    [
      [
        ["1.1.128.0/21", "1.1.136.0/22", "1.1.140.0/24"],
        ["10.0.0.1/32"],
        ["0.0.0.0/0"],
        [],
        ["10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/31", "10.0.0.6/32"],
      ],
    ],
  ],
  [
    "an address in a text stands between what is none",
    `print has_ipv4(${log}, '127.0.0.1'), has_ipv4(${log}, '10.1.2.30'), has_ipv4(${log}, '10.1.2.3'), has_ipv4('x127.0.0.1', '127.0.0.1'), has_ipv4('127.0.0.1.5', '127.0.0.1'), has_ipv4('127.0.0.256', '127.0.0.256'), has_ipv4('(127.0.0.1)', '127.0.0.1')`,
    [[true, true, false, false, false, false, true]],
  ],
  [
    "any of several addresses, and their beginnings",
    `print has_any_ipv4(${log}, '127.0.0.2', '127.0.0.1'), has_any_ipv4(${log}, dynamic(['1.1.1.1'])), has_ipv4_prefix(${log}, '127.0.'), has_ipv4_prefix(${log}, '127.0'), has_ipv4_prefix(${log}, '127.0.0.1'), has_ipv4_prefix(${log}, '127.0.0.'), has_any_ipv4_prefix(${log}, '192.', '10.1.'), has_any_ipv4_prefix(${log}, dynamic(['192.', '11.']))`,
    [[true, false, true, false, true, true, true, false]],
  ],
  [
    "networks that hold an address: the borders, the narrower and the wider one",
    "let nets = datatable(net:string, who:string)['10.0.0.0/8','wide', '10.1.0.0/16','narrow', '11.0.0.1','one', 'x','none']; datatable(ip:string)['10.255.255.255', '10.1.0.0', '11.0.0.1', '11.0.0.2', 'y'] | evaluate ipv4_lookup(nets, ip, net) | sort by ip asc, who asc | project ip, who",
    [
      ["10.1.0.0", "narrow"],
      ["10.1.0.0", "wide"],
      ["10.255.255.255", "wide"],
      ["11.0.0.1", "one"],
    ],
  ],
];
