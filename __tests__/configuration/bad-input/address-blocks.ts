import { type BadInputs, told } from "../refusal";

export const badAddressBlocks: BadInputs = {
  about: "an address block",
  cases: [
    {
      it: "with host bits set is refused",
      dev: { "network.cidr": "10.10.0.1/16" },
      problems: [
        told(
          'dev.network.cidr = "10.10.0.1/16" has host bits set.',
          "Allowed: the first address of the block and its prefix length.",
          'Mend: write "10.10.0.0/16".',
        ),
      ],
    },
    {
      it: "of IPv6 is refused",
      dev: { "network.cidr": "fd00:10::/48" },
      problems: [
        told(
          'dev.network.cidr = "fd00:10::/48" is an IPv6 block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: give an IPv4 block.",
        ),
      ],
    },
    {
      it: "of public addresses is refused",
      dev: { "network.cidr": "11.0.0.0/16" },
      problems: [
        told(
          'dev.network.cidr = "11.0.0.0/16" is not within the private address ranges.',
          "Allowed: a block within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10.",
          "Mend: choose a block from one of these ranges.",
        ),
      ],
    },
    {
      it: "that is only partly private is refused",
      dev: { "network.cidr": "172.0.0.0/8" },
      problems: [
        told(
          'dev.network.cidr = "172.0.0.0/8" is not within the private address ranges.',
          "Allowed: a block within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10.",
          "Mend: choose a block from one of these ranges.",
        ),
      ],
    },
    {
      it: "without a prefix length is refused",
      dev: { "network.cidr": "10.10.0.0" },
      problems: [
        told(
          'dev.network.cidr = "10.10.0.0" is not an address block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: write four numbers from 0 to 255, a slash and a prefix length from 0 to 32.",
        ),
      ],
    },
    {
      it: "of three numbers is refused",
      dev: { "network.cidr": "10.10.0/16" },
      problems: [
        told(
          'dev.network.cidr = "10.10.0/16" is not an address block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: write four numbers from 0 to 255, a slash and a prefix length from 0 to 32.",
        ),
      ],
    },
    {
      it: "with a number above 255 is refused",
      dev: { "network.cidr": "10.256.0.0/16" },
      problems: [
        told(
          'dev.network.cidr = "10.256.0.0/16" is not an address block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: write four numbers from 0 to 255, a slash and a prefix length from 0 to 32.",
        ),
      ],
    },
    {
      it: "with a prefix length above 32 is refused",
      dev: { "network.cidr": "10.10.0.0/33" },
      problems: [
        told(
          'dev.network.cidr = "10.10.0.0/33" is not an address block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: write four numbers from 0 to 255, a slash and a prefix length from 0 to 32.",
        ),
      ],
    },
    {
      it: "with a leading zero is refused",
      dev: { "network.cidr": "10.010.0.0/16" },
      problems: [
        told(
          'dev.network.cidr = "10.010.0.0/16" is not an address block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: write four numbers from 0 to 255, a slash and a prefix length from 0 to 32.",
        ),
      ],
    },
    {
      it: "with a mask in place of a prefix length is refused",
      dev: { "network.cidr": "10.10.0.0/255.255.0.0" },
      problems: [
        told(
          'dev.network.cidr = "10.10.0.0/255.255.0.0" is not an address block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: write four numbers from 0 to 255, a slash and a prefix length from 0 to 32.",
        ),
      ],
    },
    {
      it: "with a space is refused",
      dev: { "network.cidr": " 10.10.0.0/16" },
      problems: [
        told(
          'dev.network.cidr = " 10.10.0.0/16" is not an address block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: write four numbers from 0 to 255, a slash and a prefix length from 0 to 32.",
        ),
      ],
    },
    {
      it: "that is empty is refused",
      dev: { "network.cidr": "" },
      problems: [
        told(
          'dev.network.cidr = "" is not an address block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: write four numbers from 0 to 255, a slash and a prefix length from 0 to 32.",
        ),
      ],
    },
    {
      it: "that is too small for the zones is refused",
      dev: { "network.cidr": "10.10.0.0/23" },
      problems: [
        told(
          'dev.network.cidr = "10.10.0.0/23" is too small to be divided among the zones.',
          "Allowed: a prefix length from /16 to /22.",
          "Mend: use a /22.",
        ),
      ],
    },
    {
      it: "of a single address is refused",
      dev: { "network.cidr": "10.10.0.0/32" },
      problems: [
        told(
          'dev.network.cidr = "10.10.0.0/32" is too small to be divided among the zones.',
          "Allowed: a prefix length from /16 to /22.",
          "Mend: use a /22.",
        ),
      ],
    },
    {
      it: "larger than a VPC is refused",
      dev: { "network.cidr": "10.0.0.0/15" },
      problems: [
        told(
          'dev.network.cidr = "10.0.0.0/15" is larger than a block of a VPC may be.',
          "Allowed: a prefix length from /16 to /22.",
          "Mend: use a /16.",
        ),
      ],
    },
  ],
};
