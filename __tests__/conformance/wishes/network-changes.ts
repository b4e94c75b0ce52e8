import { natModes } from "../../../constructs/contract/network";
import { anotherBlock, anotherFigure, nextOf, type OtherValue } from "./other";
import type { Subject } from "./subject";

const path = "environment.network";

/** The existing network with another value in one field: that of another such network. */
function ofExisting(field: "cidr" | "privateSubnetIdsByZone" | "controlPlaneSubnetIds"): OtherValue {
  return (subject) =>
    subject.existingNetwork && { [`${path}.existing.${field}`]: otherParts(subject)[field] };
}

function otherParts({ example, account, read }: Subject) {
  return example.existingNetwork(account, read.zones, { network: 1, parts: 2 });
}

/** Other values for the network. */
export const networkChanges: Readonly<Record<string, OtherValue>> = {
  [`${path}.cidr`]: ({ newNetwork, example }) =>
    newNetwork && { [`${path}.cidr`]: anotherBlock(example.blocks.cidr, newNetwork.cidr) },
  [`${path}.podCidr`]: ({ read, example }) => ({
    [`${path}.podCidr`]: anotherBlock(example.blocks.podCidr, read.network.podCidr),
  }),
  [`${path}.serviceCidr`]: ({ read, example }) => ({
    [`${path}.serviceCidr`]: anotherBlock(example.blocks.serviceCidr, read.network.serviceCidr),
  }),
  // In one zone a single gateway is one for each zone.
  [`${path}.natMode`]: ({ newNetwork, read }) =>
    newNetwork === undefined || read.zones.length === 1
      ? undefined
      : { [`${path}.natMode`]: nextOf(natModes, newNetwork.natMode) },
  [`${path}.flowLogs`]: ({ newNetwork, can }) =>
    newNetwork && {
      [`${path}.flowLogs`]:
        newNetwork.flowLogs === "off" ? { retentionDays: anotherFigure(can.flowLogRetentionDays, 0) } : "off",
    },
  [`${path}.flowLogs.retentionDays`]: ({ newNetwork, can }) =>
    newNetwork === undefined || newNetwork.flowLogs === "off"
      ? undefined
      : {
          [`${path}.flowLogs`]: {
            retentionDays: anotherFigure(can.flowLogRetentionDays, newNetwork.flowLogs.retentionDays),
          },
        },
  // Without NAT nodes need it.
  [`${path}.privateServiceAccess`]: ({ newNetwork }) =>
    newNetwork === undefined || newNetwork.natMode === "none"
      ? undefined
      : { [`${path}.privateServiceAccess`]: !newNetwork.privateServiceAccess },
  // On some clouds a subnet's id names its network.
  [`${path}.existing.networkId`]: ({ existingNetwork, example, account, read }) => {
    const other = example.existingNetwork(account, read.zones, { network: 2, parts: 1 });
    return existingNetwork && { [`${path}.existing`]: { ...existingNetwork.existing, ...other } };
  },
  [`${path}.existing.cidr`]: ofExisting("cidr"),
  [`${path}.existing.privateSubnetIdsByZone`]: ofExisting("privateSubnetIdsByZone"),
  [`${path}.existing.controlPlaneSubnetIds`]: ofExisting("controlPlaneSubnetIds"),
  // What an example lacks is asked for all the same, to be refused.
  [`${path}.existing.publicSubnetIdsByZone`]: (subject) =>
    subject.existingNetwork && {
      [`${path}.existing.publicSubnetIdsByZone`]:
        otherParts(subject).publicSubnetIdsByZone ?? otherParts(subject).privateSubnetIdsByZone,
    },
  [`${path}.existing.podRangeName`]: (subject) =>
    subject.existingNetwork && {
      [`${path}.existing.podRangeName`]: otherParts(subject).podRangeName ?? "pods",
    },
  [`${path}.existing.serviceRangeName`]: (subject) =>
    subject.existingNetwork && {
      [`${path}.existing.serviceRangeName`]: otherParts(subject).serviceRangeName ?? "services",
    },
};
