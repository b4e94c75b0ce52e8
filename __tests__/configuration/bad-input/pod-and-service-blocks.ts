import { type BadInputs, told } from "../refusal";

export const badPodAndServiceBlocks: BadInputs = {
  about: "an address block",
  cases: [
    {
      it: "for pods with host bits set is refused",
      dev: { "network.podCidr": "100.64.0.1/16" },
      problems: [
        told(
          'dev.network.podCidr = "100.64.0.1/16" has host bits set.',
          "Allowed: the first address of the block and its prefix length.",
          'Mend: write "100.64.0.0/16".',
        ),
      ],
    },
    {
      it: "for pods that is too small is refused",
      dev: { "network.podCidr": "100.64.0.0/26" },
      problems: [
        told(
          'dev.network.podCidr = "100.64.0.0/26" is too small to be divided among the zones.',
          "Allowed: a prefix length from /16 to /25.",
          "Mend: use a /25.",
        ),
      ],
    },
    {
      it: "for pods that is too large is refused",
      dev: { "network.podCidr": "100.64.0.0/12" },
      problems: [
        told(
          'dev.network.podCidr = "100.64.0.0/12" is larger than a block of a VPC may be.',
          "Allowed: a prefix length from /16 to /25.",
          "Mend: use a /16.",
        ),
      ],
    },
    {
      it: "for pods of a private range that AWS doesn't join to the network's is refused",
      dev: { "network.podCidr": "192.168.0.0/16" },
      problems: [
        told(
          'dev.network.podCidr = "192.168.0.0/16" is a block that AWS doesn\'t add to a VPC of 10.10.0.0/16.',
          "Allowed: a block within 10.0.0.0/8 or 100.64.0.0/10.",
          "Mend: choose a free block there.",
        ),
      ],
    },
    {
      it: "for pods beside a network of shared addresses may only be shared addresses, too",
      dev: { "network.cidr": "100.64.0.0/16", "network.podCidr": "10.20.0.0/16" },
      problems: [
        told(
          'dev.network.podCidr = "10.20.0.0/16" is a block that AWS doesn\'t add to a VPC of 100.64.0.0/16.',
          "Allowed: a block within 100.64.0.0/10.",
          "Mend: choose a free block there.",
        ),
      ],
    },
    {
      it: "for services larger than EKS takes is refused",
      dev: { "network.cidr": "172.31.0.0/16", "network.serviceCidr": "10.0.0.0/11" },
      problems: [
        told(
          'dev.network.serviceCidr = "10.0.0.0/11" is a block that EKS refuses for services.',
          "Allowed: a /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
          'Mend: use "172.20.0.0/16".',
        ),
      ],
    },
    {
      it: "for services smaller than EKS takes is refused",
      dev: { "network.serviceCidr": "172.20.0.0/25" },
      problems: [
        told(
          'dev.network.serviceCidr = "172.20.0.0/25" is a block that EKS refuses for services.',
          "Allowed: a /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
          'Mend: use "172.20.0.0/16".',
        ),
      ],
    },
    {
      it: "for services of shared addresses is refused",
      dev: { "network.serviceCidr": "100.64.0.0/16" },
      problems: [
        told(
          'dev.network.serviceCidr = "100.64.0.0/16" is a block that EKS refuses for services.',
          "Allowed: a /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
          'Mend: use "172.20.0.0/16".',
        ),
      ],
    },
    {
      it: "for pods must share no address with the network",
      dev: { "network.podCidr": "10.10.128.0/17" },
      problems: [
        told(
          'dev.network.podCidr = "10.10.128.0/17" overlaps cidr (10.10.0.0/16).',
          "Allowed: blocks that share no address.",
          "Mend: move one of the two to a range that is free.",
        ),
      ],
    },
    {
      it: "for services must share no address with the network",
      dev: { "network.serviceCidr": "10.10.0.0/20" },
      problems: [
        told(
          'dev.network.serviceCidr = "10.10.0.0/20" overlaps cidr (10.10.0.0/16).',
          "Allowed: blocks that share no address.",
          "Mend: move one of the two to a range that is free.",
        ),
      ],
    },
    {
      it: "for services must share no address with the network, also when it contains it",
      dev: { "network.serviceCidr": "10.0.0.0/12" },
      problems: [
        told(
          'dev.network.serviceCidr = "10.0.0.0/12" overlaps cidr (10.10.0.0/16).',
          "Allowed: blocks that share no address.",
          "Mend: move one of the two to a range that is free.",
        ),
      ],
    },
    {
      it: "for services must share no address with the pods'",
      dev: { "network.podCidr": "10.20.0.0/16", "network.serviceCidr": "10.20.0.0/20" },
      problems: [
        told(
          'dev.network.serviceCidr = "10.20.0.0/20" overlaps podCidr (10.20.0.0/16).',
          "Allowed: blocks that share no address.",
          "Mend: move one of the two to a range that is free.",
        ),
      ],
    },
    {
      it: "by default must share no address with the network either",
      dev: { "network.cidr": "172.20.0.0/16" },
      problems: [
        told(
          'dev.network.serviceCidr = "172.20.0.0/16" overlaps cidr (172.20.0.0/16).',
          "Allowed: blocks that share no address.",
          "Mend: move one of the two to a range that is free.",
        ),
      ],
    },
  ],
};
