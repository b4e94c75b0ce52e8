import { type BadInputs, told } from "../refusal";
import { existingNetwork } from "../valid-configuration";

const { existing } = existingNetwork;

export const badExistingNetwork: BadInputs = {
  about: "an existing network",
  cases: [
    {
      it: "refuses a subnet's id for the network's",
      dev: { network: { existing: { ...existing, networkId: "subnet-0123456789abcdef0" } } },
      problems: [
        told(
          'dev.network.existing.networkId = "subnet-0123456789abcdef0" is not the id of a VPC.',
          'Allowed: "vpc-" and 8 or 17 hexadecimal digits.',
          "Mend: copy the id from `aws ec2 describe-vpcs`.",
        ),
      ],
    },
    {
      it: "refuses an id with a letter that is no hexadecimal digit",
      dev: { network: { existing: { ...existing, networkId: "vpc-0123456789abcdefg" } } },
      problems: [
        told(
          'dev.network.existing.networkId = "vpc-0123456789abcdefg" is not the id of a VPC.',
          'Allowed: "vpc-" and 8 or 17 hexadecimal digits.',
          "Mend: copy the id from `aws ec2 describe-vpcs`.",
        ),
      ],
    },
    {
      it: "refuses a name in place of a subnet's id",
      dev: { network: { existing: { ...existing, publicSubnetIdsByZone: { "eu-central-1a": "public-a" } } } },
      problems: [
        told(
          'dev.network.existing.publicSubnetIdsByZone.eu-central-1a = "public-a" is not the id of a subnet.',
          'Allowed: "subnet-" and 8 or 17 hexadecimal digits.',
          "Mend: copy the id from `aws ec2 describe-subnets`.",
        ),
      ],
    },
    {
      it: "refuses a control plane's subnet of the wrong form",
      dev: {
        network: {
          existing: { ...existing, controlPlaneSubnetIds: ["subnet-0123456789abcdef0", "subnet-1"] },
        },
      },
      problems: [
        told(
          'dev.network.existing.controlPlaneSubnetIds.1 = "subnet-1" is not the id of a subnet.',
          'Allowed: "subnet-" and 8 or 17 hexadecimal digits.',
          "Mend: copy the id from `aws ec2 describe-subnets`.",
        ),
      ],
    },
    {
      it: "refuses a single subnet for the control plane",
      dev: { network: { existing: { ...existing, controlPlaneSubnetIds: ["subnet-0123456789abcdef0"] } } },
      problems: [
        told(
          'dev.network.existing.controlPlaneSubnetIds = ["subnet-0123456789abcdef0"] is too few subnets for an EKS control plane.',
          "Allowed: two or more, in different zones.",
          "Mend: name another one, or remove the field to use the private subnets.",
        ),
      ],
    },
    {
      it: "refuses to have no private subnet in a zone",
      dev: {
        network: {
          existing: { ...existing, privateSubnetIdsByZone: { "eu-central-1a": "subnet-0aaaaaaaaaaaaaaa0" } },
        },
      },
      problems: [
        told(
          'dev.network.existing.privateSubnetIdsByZone = {"eu-central-1a":"subnet-0aaaaaaaaaaaaaaa0"} does not name one subnet for each of the environment\'s zones.',
          "Allowed: exactly the keys eu-central-1a, eu-central-1b, each with a subnet of its own.",
          "Mend: name a private subnet for each zone, or change the environment's zones.",
        ),
      ],
    },
    {
      it: "refuses a private subnet in a zone that the environment doesn't have",
      dev: {
        zones: 3,
        network: {
          existing: {
            ...existing,
            privateSubnetIdsByZone: {
              ...existing.privateSubnetIdsByZone,
              "eu-central-1d": "subnet-0ddddddddddddddd0",
            },
          },
        },
      },
      problems: [
        told(
          'dev.network.existing.privateSubnetIdsByZone = {"eu-central-1a":"subnet-0aaaaaaaaaaaaaaa0","eu-central-1b":"subnet-0bbbbbbbbbbbbbbb0","eu-central-1d":"subnet-0ddddddddddddddd0"} does not name one subnet for each of the environment\'s zones.',
          "Allowed: exactly the keys eu-central-1a, eu-central-1b, eu-central-1c, each with a subnet of its own.",
          "Mend: name a private subnet for each zone, or change the environment's zones.",
        ),
      ],
    },
    {
      it: "refuses one subnet for two zones",
      dev: {
        network: {
          existing: {
            ...existing,
            privateSubnetIdsByZone: {
              "eu-central-1a": "subnet-0aaaaaaaaaaaaaaa0",
              "eu-central-1b": "subnet-0aaaaaaaaaaaaaaa0",
            },
          },
        },
      },
      problems: [
        told(
          'dev.network.existing.privateSubnetIdsByZone = {"eu-central-1a":"subnet-0aaaaaaaaaaaaaaa0","eu-central-1b":"subnet-0aaaaaaaaaaaaaaa0"} does not name one subnet for each of the environment\'s zones.',
          "Allowed: exactly the keys eu-central-1a, eu-central-1b, each with a subnet of its own.",
          "Mend: name a private subnet for each zone, or change the environment's zones.",
        ),
      ],
    },
    {
      it: "refuses a block with host bits set",
      dev: { network: { existing: { ...existing, cidr: "10.10.1.0/16" } } },
      problems: [
        told(
          'dev.network.existing.cidr = "10.10.1.0/16" has host bits set.',
          "Allowed: the first address of the block and its prefix length.",
          'Mend: write "10.10.0.0/16".',
        ),
      ],
    },
    {
      it: "refuses services in the network's own block",
      dev: { network: { existing, serviceCidr: "10.10.0.0/16" } },
      problems: [
        told(
          'dev.network.serviceCidr = "10.10.0.0/16" overlaps existing.cidr (10.10.0.0/16).',
          "Allowed: blocks that share no address.",
          "Mend: move one of the two to a range that is free.",
        ),
      ],
    },
    {
      it: "refuses a NAT mode, because nothing in it is made",
      dev: { network: { existing, natMode: "single" } },
      problems: [
        told(
          "dev.network.natMode is not a field of the contract.",
          "Allowed: existing, podCidr, serviceCidr.",
          "Mend: use an allowed one, or remove the field.",
        ),
      ],
    },
    {
      it: "refuses a subnet's id that is a list",
      dev: {
        network: {
          existing: { ...existing, publicSubnetIdsByZone: { "eu-central-1a": ["subnet-0aaaaaaaaaaaaaaa0"] } },
        },
      },
      problems: [
        told(
          'dev.network.existing.publicSubnetIdsByZone.eu-central-1a = ["subnet-0aaaaaaaaaaaaaaa0"] is not allowed.',
          "Allowed: text.",
          "Mend: write it as text, in quotes.",
        ),
      ],
    },
    {
      it: "refuses a block for pods, whose subnets an existing network doesn't name",
      dev: { network: { existing, podCidr: "100.64.0.0/16" } },
      problems: [
        told(
          'dev.network.podCidr = "100.64.0.0/16" is something that aws can\'t do.',
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
      ],
    },
    {
      it: "refuses named ranges, which AWS doesn't have",
      dev: {
        network: { existing: { ...existing, podRangeName: "pods", serviceRangeName: "services" } },
      },
      problems: [
        told(
          'dev.network.existing.podRangeName = "pods" is something that aws can\'t do.',
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
        told(
          'dev.network.existing.serviceRangeName = "services" is something that aws can\'t do.',
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
      ],
    },
  ],
};
